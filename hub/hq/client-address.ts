import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** Whether an address is a proxy of ours; `names` are addresses and networks (`10.0.0.0/8`). Others are left out. */
export function trustIn(names: readonly string[]): (address: string) => boolean {
  const trusted = new BlockList();
  for (const name of names) {
    const [address = "", bits] = name.split("/", 2);
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (isIP(address) === 0) continue;
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** Who asks: the nearest address that is no proxy of ours. What a stranger writes into `X-Forwarded-For` is not believed. */
export function addressOf(request: IncomingMessage, isTrusted: (address: string) => boolean): string {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "").split(",");
  const hops = [...forwarded.map((name) => name.trim()), request.socket.remoteAddress ?? ""].filter(
    (name) => name !== "",
  );
  return hops.findLast((address) => !isTrusted(plain(address))) ?? hops[0] ?? "";
}

function plain(address: string): string {
  return address.startsWith("::ffff:") ? address.slice("::ffff:".length) : address;
}
