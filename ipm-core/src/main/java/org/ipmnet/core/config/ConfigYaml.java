// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.config;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/** How configuration is spelled: the one Jackson mapper of this package. */
final class ConfigYaml {
  static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .stringQuotingChecker(new QuoteAllButWords())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addModule(new HyphenatedEnums())
          .build();

  private ConfigYaml() {}

  /** Leaves only words and paths bare: Jackson's own rule writes the text 0x10 as the number 16. */
  private static final class QuoteAllButWords extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;
    private static final Pattern BARE = Pattern.compile("(\\.{0,2}/)?[A-Za-z][A-Za-z0-9_./-]*");

    @Override
    public boolean needToQuoteValue(String value) {
      return !BARE.matcher(value).matches() || super.needToQuoteValue(value);
    }
  }
}
