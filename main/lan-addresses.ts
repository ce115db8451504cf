import { networkInterfaces } from "node:os";

/** IPv4 addresses other devices of the kitchen can reach this PC at, given the address the server is bound to. */
export function lanAddresses(boundHost: string): readonly string[] {
  if (boundHost !== "0.0.0.0" && boundHost !== "::") {
    return boundHost === "127.0.0.1" || boundHost === "localhost" ? [] : [boundHost];
  }
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === "IPv4" && !address.internal)
    .map((address) => address.address);
}
