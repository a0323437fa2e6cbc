/** What tests of all modules share: golden cases and tensor assertions. */
package org.ipmnet.core.testing;
