@echo off
rem The launcher for Windows: ipm without its lock for builds; the reasons are there. Messages stand outside
rem of parentheses, which a path may have too.
setlocal
set "root=%~dp0"
if defined JAVA_HOME (set "java=%JAVA_HOME%\bin\java.exe") else (for %%j in (java.exe) do set "java=%%~$PATH:j")
if not exist "%java%" goto nojava
set "version="
for %%j in ("%java%") do for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%%~dpj..\release" 2^>nul') do set "version=%%~v"
if not defined version for /f "tokens=3" %%v in ('"%java%" -version 2^>^&1 ^| findstr version') do set "version=%%~v"
set "major=0"
for /f "delims=.-+" %%m in ("%version%") do set "major=%%m"
if %major% lss 17 goto oldjava
if exist "%root%ipm-studio\target\ipm\ipm-studio-*.jar" goto built
echo ipm: building once, which takes some minutes the first time ...>&2
call mvn -q -B -f "%root%pom.xml" -DskipTests -Dspotless.check.skip=true package %IPM_MAVEN_OPTIONS% 1>&2 || exit /b 2
:built
set "allowed="
if %major% geq 24 set "allowed=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
set "short="
if "%~1"=="transfer" set "short=-Xms256m -XX:PretenureSizeThreshold=2m"
for %%c in (demo train resume train-parser ablate bench) do if "%~1"=="%%c" set "short=-XX:+AlwaysPreTouch"
for %%h in (--help -h --version -V) do for %%a in ("%~1" "%~2" "%~3") do if %%a=="%%h" set "short=-XX:TieredStopAtLevel=1"
set "classes=%root%ipm-train\target\ipm\*;%root%ipm-spark\target\ipm\*;%root%ipm-studio\target\ipm\*"
set "cluster="
for %%a in (%*) do if "%%~a"=="--cluster" set "cluster=asked"
if not defined cluster goto alone
if not defined SPARK_HOME if exist "%root%ipm-spark\target\spark\jars" set "SPARK_HOME=%root%ipm-spark\target\spark"
if not defined SPARK_SCALA_VERSION set "SPARK_SCALA_VERSION=2.13"
if defined SPARK_HOME set "classes=%SPARK_HOME%\jars\*;%classes%"
:alone
if not defined IPM_JAVA_OPTIONS set "IPM_JAVA_OPTIONS=-Xms128m -Xmx2g -Xmn32m -XX:+UseSerialGC -XX:MinHeapFreeRatio=10 %short% -XX:InitialCodeCacheSize=12m"
"%java%" -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Djava.awt.headless=true -Djdk.console=java.base %allowed% %IPM_JAVA_OPTIONS% -cp "%classes%" org.ipmnet.train.cli.Main %*
exit /b %errorlevel%

:nojava
echo ipm: there is no Java: install a JDK 17 or later, or let JAVA_HOME name one>&2
exit /b 2

:oldjava
echo ipm: "%java%" is Java %version%: install a JDK 17 or later, or let JAVA_HOME name one>&2
exit /b 2
