import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { err, ok } from "#kernel/result.ts";
import { createTestLan, type TestLan, type TestLanOptions } from "#tests/kit/lan-kitchen.ts";

let lan: TestLan;
let folder: string;
const start = async (options: TestLanOptions = {}) => {
  await lan?.stop();
  lan = await createTestLan({ facesDir: join(folder, "faces"), hostNames: ["dapur.local"], ...options });
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "lan-http-"));
  for (const face of ["wall", "attendance", "tablet", "manager", "pair"]) {
    mkdirSync(join(folder, "faces", face), { recursive: true });
    writeFileSync(join(folder, "faces", face, "index.html"), `<!doctype html><title>${face}</title>`);
  }
  mkdirSync(join(folder, "faces", "assets"));
  writeFileSync(join(folder, "faces", "assets", "wall-Ab12Cd34.js"), "export {};");
  writeFileSync(join(folder, "faces", "assets", "bell-Ab12Cd34.ogg"), "sound");
  writeFileSync(join(folder, "faces", "assets", ".hidden"), "hidden");
  writeFileSync(join(folder, "secret.txt"), "secret");
  await start();
});
afterEach(async () => {
  await lan.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A request with exactly this path and these headers, which `fetch` would tidy up. */
function plain(options: {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}): Promise<{ readonly status: number; readonly text: string; readonly headers: Readonly<Record<string, unknown>> }> {
  return new Promise((resolve, reject) => {
    const { path, method = "GET", headers = {}, body } = options;
    const sent = request({ host: "127.0.0.1", port: lan.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => void chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          headers: response.headers,
        }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  plain({
    path,
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

test("[LAN40] healthz says where the log stands", async () => {
  const manager = await lan.as("manager");
  await manager.command({ type: "set-card", body: { boardId: "b", cardId: "c", text: "", rankCount: 1 } });
  const response = await lan.get("/healthz");
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({
    ok: true,
    store: "ok",
    seq: 1,
    epoch: lan.store.epoch,
    uptimeMs: expect.any(Number),
    build: "test",
    hub: null,
  });
});

test("[LAN40] a store that cannot write makes the kitchen unhealthy, and it says why", async () => {
  await start({ store: (store) => ({ ...store, status: () => ({ ...store.status(), state: "full" as const }) }) });
  const response = await lan.get("/healthz");
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ ok: false, store: "full" });
});

test("[LAN40] metrics are what happened", async () => {
  const manager = await lan.as("manager");
  const card = { boardId: "b", cardId: "c", text: "", rankCount: 1 };
  const watched = manager.watch({ query: "board", params: { boardId: "b" }, key: "cardId" });
  await watched.answered;
  await manager.command({ type: "set-card", body: card });
  await manager.command({ type: "remove-card", body: { boardId: "b", cardId: "none" } });
  await watched.until((rows) => rows.length === 1);
  const response = await lan.get("/metrics");
  expect(response.headers.get("content-type")).toContain("text/plain");
  const page = await response.text();
  for (const line of [
    'bergizi_lan_commands_total{outcome="accepted"} 1',
    'bergizi_lan_commands_total{outcome="rejected"} 1',
    'bergizi_lan_command_rejections_total{code="no-such-card"} 1',
    'bergizi_lan_sockets{face="manager"} 1',
    'bergizi_lan_query_evaluations_total{query="board"} 2',
    "bergizi_lan_subscriptions 1",
    "bergizi_lan_live_queries 1",
    "bergizi_lan_queued_frames 0",
    "bergizi_lan_commands_in_flight 0",
    "bergizi_lan_head_seq 1",
    "bergizi_lan_command_seconds_count 2",
  ]) {
    expect(page).toContain(line);
  }
  expect(await lan.figure("commit_seconds_count")).toBe(2);
  expect(await lan.figure("sent_bytes_total")).toBeGreaterThan(300);
  expect(await lan.figure("received_frames_total")).toBe(4);
  expect(await lan.figure("event_loop_delay_seconds", { quantile: "0.99" })).toBeGreaterThan(0);
});

test("[LAN40] what does not exist is a typed error in JSON", async () => {
  for (const path of ["/nothing", "/lan", "/wall/x.js", "/assets/", "/assets/nothing.js", "/.git/config"]) {
    const answer = await plain({ path });
    expect([path, answer.status, answer.text]).toEqual([path, 404, '{"code":"not-found"}']);
    expect(answer.headers["content-type"]).toContain("application/json");
  }
  expect((await plain({ path: "/healthz", method: "DELETE" })).status).toBe(404);
  expect(await plain({ path: "/%zz" })).toMatchObject({ status: 400, text: '{"code":"bad-request"}' });
});

test("[LAN41] only this PC's addresses, localhost and its own names are answered", async () => {
  const statusFor = async (host: string) => (await plain({ path: "/healthz", headers: { host } })).status;
  for (const host of ["127.0.0.1:1", "192.168.1.9", "[::1]:80", "localhost:8080", "dapur.local", "DAPUR.local:1"]) {
    expect([host, await statusFor(host)]).toEqual([host, 200]);
  }
  for (const host of [
    "evil.example",
    "dapur.local.evil.example",
    "localhost.evil.example:80",
    "a b",
    "127.0.0.1.nip.io",
  ]) {
    expect([host, await statusFor(host)]).toEqual([host, 421]);
  }
});

test("[LAN41] a page of another origin can neither pair nor open the socket", async () => {
  const foreign = { origin: "http://evil.example" };
  expect(await post("/pair", {}, foreign)).toMatchObject({ status: 403, text: '{"code":"origin-not-allowed"}' });
  expect(await post("/pair", {}, { origin: "null" })).toMatchObject({ status: 403 });
  expect(lan.ports.pairingCalls).toEqual([]);
  await expect(lan.connect({ headers: foreign })).rejects.toThrow("403");
  await expect(lan.connect({ headers: { host: "evil.example" } })).rejects.toThrow("421");
  const own = { origin: `http://127.0.0.1:${lan.port}` };
  expect((await post("/pair", {}, own)).status).toBe(202);
  await (await lan.connect({ headers: own })).hello(lan.ports.tokenOf("cook"));
});

test("[LAN42] each face is served at its address and wherever inside it its reader is", async () => {
  for (const face of ["wall", "attendance", "tablet", "manager", "pair"]) {
    for (const path of [`/${face}`, `/${face}/`, `/${face}/hari-ini`, `/${face}/a/b/c?x=1`]) {
      const response = await lan.get(path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(await response.text()).toContain(`<title>${face}</title>`);
      expect(response.headers.get("cache-control")).toBe("no-cache");
      expect(response.headers.get("content-type")).toContain("text/html");
    }
  }
  expect((await lan.get("/")).headers.get("location")).toBe("/pair");
});

test("[LAN42] hashed files are kept for ever and typed", async () => {
  const script = await lan.get("/assets/wall-Ab12Cd34.js");
  expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(script.headers.get("content-type")).toContain("javascript");
  expect(await script.text()).toBe("export {};");
  expect((await lan.get("/assets/bell-Ab12Cd34.ogg")).headers.get("content-type")).toContain("ogg");
});

test("[LAN42] every answer forbids foreign scripts, inline scripts, sniffing and frames", async () => {
  for (const path of ["/wall", "/assets/wall-Ab12Cd34.js", "/healthz", "/nothing", "/pair"]) {
    const { headers } = await lan.get(path);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.match(/script-src[^;]*unsafe|https?:|\*/)).toBeNull();
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  }
});

test("[LAN42] the terminal's page alone may compile its decoder, and nothing more", async () => {
  const policyOf = async (path: string) => (await lan.get(path)).headers.get("content-security-policy") ?? "";
  expect(await policyOf("/attendance")).toBe(
    (await policyOf("/wall")).replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
  );
});

test("[LAN42] no path leads out of the faces' folder or to a hidden file", async () => {
  symlinkSync(join(folder, "secret.txt"), join(folder, "faces", "assets", "link.txt"));
  for (const path of [
    "/assets/../../secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/assets/%2e%2e/%2e%2e/secret.txt",
    "/assets/..%5c..%5csecret.txt",
    "/assets/%2fetc%2fpasswd",
    "/assets//etc/passwd",
    "/assets/.hidden",
    "/assets/%00",
    "/wall/../../secret.txt",
    "/wall/..%2f..%2fsecret.txt",
    "/assets/link.txt",
  ]) {
    const answer = await plain({ path });
    expect([path, answer.status]).toEqual([
      path,
      expect.toSatisfy((status: number) => status === 404 || status === 400),
    ]);
    expect(answer.text).not.toContain("secret\n");
    expect(answer.text).not.toBe("secret");
    expect(answer.text).not.toContain("root:");
  }
});

test("[LAN42] faces not built yet are said to be so, and served once they are", async () => {
  rmSync(join(folder, "faces"), { recursive: true });
  await start();
  expect(await (await lan.get("/wall")).json()).toEqual({ code: "faces-not-built" });
  mkdirSync(join(folder, "faces", "wall"), { recursive: true });
  writeFileSync(join(folder, "faces", "wall", "index.html"), "<!doctype html>");
  expect((await lan.get("/wall")).status).toBe(200);
});

test("[LAN43] pairing and revealing reach their owner with the caller, the body and the token", async () => {
  expect(await post("/pair", { secret: "s", name: "n" })).toMatchObject({
    status: 202,
    text: '{"status":"waiting","isLoopback":true}',
  });
  expect((await post("/reveal", { revealId: "r" })).status).toBe(401);
  expect((await post("/reveal", { revealId: "r" }, { authorization: "Bearer abc-1" })).status).toBe(200);
  expect((await post("/reveal", {}, { authorization: "Basic abc" })).status).toBe(401);
  expect(lan.ports.pairingCalls).toEqual([
    { path: "/pair", body: { secret: "s", name: "n" } },
    { path: "/reveal", body: { revealId: "r" }, token: undefined },
    { path: "/reveal", body: { revealId: "r" }, token: "abc-1" },
    { path: "/reveal", body: {}, token: undefined },
  ]);
});

test("[LAN43] a long poll ends when its caller leaves or the server stops", async () => {
  const answer = post("/pair/status", { pollSecret: "p" });
  await lan.ports.statusHeld();
  const { port } = lan;
  const stopped = lan.stop();
  expect(await answer).toMatchObject({ status: 200, text: '{"status":"waiting"}' });
  await stopped;
  await start();
  expect(port).toBeGreaterThan(0);
  const socket = connect({ port: lan.port, host: "127.0.0.1" });
  const body = '{"pollSecret":"p"}';
  socket.write(
    `POST /pair/status HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  await lan.ports.statusHeld();
  socket.destroy();
});

test("[LAN43] one address may ask so often; the answer says when to come again", async () => {
  await start({ limits: { pairingBurstCount: 2, pairingPerSecondCount: 0.1 } });
  await post("/pair", {});
  await post("/pair", {});
  const refused = await post("/pair", {});
  expect(refused.status).toBe(429);
  expect(JSON.parse(refused.text)).toEqual({ code: "rate-limited", retryAfterMs: expect.any(Number) });
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect(lan.ports.pairingCalls).toHaveLength(2);
});

test("[LAN44] bodies are small JSON; anything else is refused before its owner sees it", async () => {
  const refusals = [
    await post("/pair", "{"),
    await post("/pair", ""),
    await post("/pair", `{"secret":"${"x".repeat(5_000)}"}`),
    await plain({ path: "/pair", method: "POST", headers: { "content-type": "text/plain" }, body: "x" }),
    await post("/pair", '{"__proto__":{"isLoopback":true}}'),
  ];
  expect(refusals.map(({ status, text }) => [status, text])).toEqual([
    [400, '{"code":"bad-request"}'],
    [400, '{"code":"bad-request"}'],
    [413, '{"code":"body-too-large"}'],
    [415, '{"code":"body-not-json"}'],
    [400, '{"code":"bad-request"}'],
  ]);
  expect(lan.ports.pairingCalls).toEqual([]);
});

test("[LAN44] bytes that are no HTTP end that connection alone", async () => {
  const socket = connect({ port: lan.port, host: "127.0.0.1" });
  const ended = new Promise<void>((resolve) => {
    socket.on("close", () => resolve());
    socket.on("error", () => undefined);
  });
  socket.resume();
  socket.write(Buffer.from([0, 1, 2, 255, 254, 13, 10, 13, 10]));
  await ended;
  expect((await lan.get("/healthz")).status).toBe(200);
});

test("[LAN46] a file is fetched by its device's token, as a download nothing keeps; a look takes nothing", async () => {
  const asked: string[] = [];
  await start({
    exports: {
      take: async (exportId, deviceId) => {
        asked.push(`${exportId} ${deviceId}`);
        if (exportId !== "export_1") return err({ statusCode: 410, code: "export-gone" });
        const bytes = new TextEncoder().encode("nama");
        return ok({ fileName: "SPPG-1_dafnom_2026-11-20.csv", contentType: "text/csv; charset=utf-8", bytes });
      },
    },
  });
  const authorization = `Bearer ${lan.ports.tokenOf("manager")}`;
  const refused = await plain({ path: "/exports/export_1" });
  expect([refused.status, refused.text]).toEqual([401, '{"code":"token-unknown"}']);
  const head = await plain({ path: "/exports/export_1", method: "HEAD", headers: { authorization } });
  expect(head.status).toBe(404);
  expect(asked).toEqual([]);
  const given = await plain({ path: "/exports/export_1", headers: { authorization } });
  expect([given.status, given.text]).toEqual([200, "nama"]);
  expect(given.headers).toMatchObject({
    "cache-control": "no-store",
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="SPPG-1_dafnom_2026-11-20.csv"',
    "x-content-type-options": "nosniff",
  });
  const gone = await plain({ path: "/exports/export_2", headers: { authorization } });
  expect([gone.status, gone.text]).toEqual([410, '{"code":"export-gone"}']);
});

test("[LAN46] a kitchen that makes no files knows none", async () => {
  const authorization = `Bearer ${lan.ports.tokenOf("manager")}`;
  const answer = await plain({ path: "/exports/export_1", headers: { authorization } });
  expect([answer.status, answer.text]).toEqual([404, '{"code":"export-unknown"}']);
});
