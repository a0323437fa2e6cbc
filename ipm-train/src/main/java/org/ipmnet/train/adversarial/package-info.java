// SPDX-License-Identifier: Apache-2.0
/**
 * What the training of all four models shares: {@link
 * org.ipmnet.train.adversarial.AdversarialTraining} is the frame of an iteration, {@link
 * org.ipmnet.train.adversarial.DiscriminatorStep} D's half of it, {@link
 * org.ipmnet.train.adversarial.AdversarialForm} the loss of D's logits.
 */
package org.ipmnet.train.adversarial;
