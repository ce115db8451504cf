import type { TokenRefusal } from "./ports.ts";

/** The token of an `Authorization` header, when it has the form of one. */
export function bearerTokenOf(header: string | undefined): string | undefined {
  return /^Bearer ([\w.~+/=-]{1,256})$/.exec(header ?? "")?.[1];
}

/** How an HTTP answer says why a token opens nothing. */
export function refusalCode(refusal: TokenRefusal): string {
  switch (refusal) {
    case "unknown":
    case "expired":
      return "token-unknown";
    case "revoked":
      return "device-revoked";
    case "suspended":
      return "device-suspended";
  }
}
