import { expect, test } from "vitest";
import { pairAddresses } from "./pair-address.ts";

const page = (hostname: string, port = "8080") => ({ protocol: "http:", hostname, port });

test("a console on the PC itself names the PC's addresses in the network, never its loopback", () => {
  for (const hostname of ["127.0.0.1", "localhost", "[::1]", "127.0.1.1"]) {
    expect(pairAddresses(page(hostname), ["192.168.1.20", "10.0.0.4"])).toEqual([
      "http://192.168.1.20:8080/pair",
      "http://10.0.0.4:8080/pair",
    ]);
  }
});

test("a console elsewhere names the address it came by", () => {
  expect(pairAddresses(page("192.168.1.20", ""), ["10.0.0.4"])).toEqual(["http://192.168.1.20/pair"]);
});

test("a kitchen bound to its own PC has no address for others", () => {
  expect(pairAddresses(page("127.0.0.1"), [])).toEqual([]);
});
