// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.ipmnet.core.UserError;

/** Requests and answers in JSON, read strictly: what is not known is an error. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(LogicalType.Textual, Json::refuseNumbers)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  private static void refuseNumbers(MutableCoercionConfig text) {
    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  /**
   * The body of a request.
   *
   * @throws Refused saying in a line what is wrong with it
   * @throws UserError if a value is out of range
   */
  static <T> T body(Context request, Class<T> type) {
    byte[] bytes = request.bodyAsBytes();
    try {
      T body = MAPPER.readValue(bytes, type);
      if (body == null) {
        throw malformed("the body is null; send an object");
      }
      return body;
    } catch (UnrecognizedPropertyException e) {
      throw malformed("there is no field " + e.getPropertyName() + "; there are " + known(e));
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof UserError error) {
        throw error;
      }
      throw malformed(
          "the value of " + place(e) + " has the wrong type or form; see /openapi.yaml");
    } catch (JsonProcessingException e) {
      throw malformed(
          "the body is no JSON, see line " + e.getLocation().getLineNr() + "; send an object");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  private static Refused malformed(String line) {
    return new Refused(ProblemCode.MALFORMED_REQUEST, line);
  }

  private static String known(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String place(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "the body" : path;
  }

  /** Answers. */
  static void answer(Context response, Object value) {
    response.contentType("application/json").result(text(value));
  }

  /** Answers that something is wrong. */
  static void answer(Context response, Problem problem) {
    response.status(problem.status()).contentType(Problem.TYPE).result(text(problem));
  }

  /** A value as JSON. */
  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a bug
    }
  }
}
