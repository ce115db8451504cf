import { describe, expect, it } from "vitest";
import { configFromArguments, defaultDataDir, KITCHEN_PORT_DEFAULT } from "./config.ts";

describe("how a kitchen server is started", () => {
  const read = (...argv: readonly string[]) => configFromArguments(argv, { HOME: "/home/dapur" }, "linux");

  it("listens on the LAN at its usual port with its data in the account's folder", () => {
    expect(read()).toMatchObject({
      ok: true,
      value: {
        dataDir: "/home/dapur/.local/share/bergizi-kiosk",
        host: "0.0.0.0",
        port: KITCHEN_PORT_DEFAULT,
        logLevel: "info",
        demo: null,
      },
    });
  });

  it("takes each flag, and 0 lets the system choose a port", () => {
    const flags = ["--headless", "--data-dir", "/srv/d", "--port", "0", "--host", "127.0.0.1", "--log-level", "warn"];
    expect(read(...flags)).toMatchObject({
      ok: true,
      value: { dataDir: "/srv/d", port: 0, host: "127.0.0.1", logLevel: "warn" },
    });
  });

  it.each([
    [["--port", "80800"], "flag-invalid"],
    [["--port", "-1"], "unknown-flag"],
    [["--port", "http"], "flag-invalid"],
    [["--log-level", "loud"], "flag-invalid"],
    [["--dta-dir", "x"], "unknown-flag"],
    [["somewhere"], "unknown-flag"],
  ])("refuses %j", (argv, code) => {
    expect(read(...argv)).toMatchObject({ ok: false, error: { code } });
  });

  it("knows each platform's folder for application data", () => {
    expect(defaultDataDir({ LOCALAPPDATA: "C:/Users/d/AppData/Local" }, "win32")).toContain("AppData");
    expect(defaultDataDir({ HOME: "/Users/d" }, "darwin")).toBe("/Users/d/Library/Application Support/bergizi-kiosk");
    expect(defaultDataDir({ HOME: "/home/d", XDG_DATA_HOME: "/data" }, "linux")).toBe("/data/bergizi-kiosk");
  });
});
