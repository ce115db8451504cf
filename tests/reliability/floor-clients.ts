import { WebSocket } from "ws";
import { LAN_PROTOCOL_VERSION, LAN_SOCKET_PATH } from "#contract/lan-protocol.ts";
import { CHECKLISTS } from "#domains/quality/checklists.ts";
import { present } from "#kernel/assert.ts";
import { createIdFactory } from "#kernel/ids.ts";
import { systemClock } from "#main/clock.ts";
import type { SentCommand } from "./log-checker.ts";

/** A paired device with somebody signed in; the session outlives every restart. */
export interface FloorDevice {
  readonly token: string;
  readonly staffId: string;
  readonly face: "manager" | "tablet";
}

/** Devices that keep what is unanswered, connect to every new server and send it again. */
export interface FloorClients {
  /** Opens every device's socket to a server; sockets end with it. Resolves with the first answer a device gets there. */
  connect(port: number): Promise<void>;
  /** Takes nothing new from now on; resolves when everything is answered. */
  drain(): Promise<void>;
  unansweredCount(): number;
  readonly sentById: ReadonlyMap<string, SentCommand>;
  readonly answerTextById: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
}

/** Commands under way per device. */
const WINDOW_COUNT = 3;
/** Of the answered commands, this share is sent again to a new server, to compare the answers. */
const REPEAT_SHARE = 0.02;
const DRAIN_MAX_MS = 30_000;
/** Answers that are given and not kept: the command is still to be sent. */
const UNKEPT_CODES: readonly string[] = ["rate-limited", "store-unavailable", "store-full"];

interface Sent extends SentCommand {
  readonly device: FloorDevice;
  readonly frame: string;
}

interface ServerFrame {
  readonly kind: string;
  readonly commandId?: string;
  readonly rejection?: { readonly code: string; readonly retryAfterMs?: number };
}

export function createFloorClients(devices: readonly FloorDevice[], random: () => number): FloorClients {
  const makeId = createIdFactory({
    nowMs: systemClock.nowMs,
    fillRandom: (bytes) => {
      for (let index = 0; index < bytes.length; index += 1) bytes[index] = Math.floor(random() * 256);
    },
  });
  const sentById = new Map<string, Sent>();
  const unanswered = new Map<string, Sent>();
  const answerTextById = new Map<string, string>();
  const faults: string[] = [];
  let isDraining = false;
  let onDrained: () => void = () => undefined;
  let onAnswered: () => void = () => undefined;

  function make(device: FloorDevice): Sent {
    const commandId = makeId("command");
    const command = device.face === "manager" ? divisionDefined(sentById.size) : hygieneChecked(makeId("check"));
    const { staffId } = device;
    const frame = { kind: "command", commandId, ...command, occurredAtMs: systemClock.nowMs(), staffId };
    return { commandId, ...command, device, frame: JSON.stringify(frame) };
  }

  function fill(device: FloorDevice, socket: WebSocket): void {
    const waitingCount = [...unanswered.values()].filter((sent) => sent.device === device).length;
    for (let count = waitingCount; count < WINDOW_COUNT && !isDraining; count += 1) {
      const sent = make(device);
      sentById.set(sent.commandId, sent);
      unanswered.set(sent.commandId, sent);
      socket.send(sent.frame);
    }
  }

  function welcome(device: FloorDevice, socket: WebSocket): void {
    for (const sent of sentById.values()) {
      if (sent.device !== device) continue;
      if (unanswered.has(sent.commandId) || random() < REPEAT_SHARE) socket.send(sent.frame);
    }
    fill(device, socket);
  }

  function take(device: FloorDevice, socket: WebSocket, text: string): void {
    const { kind, commandId, rejection } = JSON.parse(text) as ServerFrame; // a server frame
    if (kind === "welcome") welcome(device, socket);
    if (kind === "error" && !isDraining) faults.push(`a device was told ${text}`);
    if (commandId === undefined) return;
    if (rejection !== undefined && UNKEPT_CODES.includes(rejection.code)) {
      const frame = sentById.get(commandId)?.frame ?? "";
      setTimeout(() => {
        if (socket.readyState === WebSocket.OPEN) socket.send(frame);
      }, rejection.retryAfterMs ?? 100);
      return;
    }
    const before = answerTextById.get(commandId);
    if (before !== undefined && before !== text) faults.push(`${commandId} was answered ${before}, then ${text}`);
    answerTextById.set(commandId, before ?? text);
    unanswered.delete(commandId);
    onAnswered();
    if (unanswered.size === 0) onDrained();
    fill(device, socket);
  }

  return {
    sentById,
    answerTextById,
    faults,
    unansweredCount: () => unanswered.size,
    connect: (port) => {
      const answered = new Promise<void>((resolve) => {
        onAnswered = resolve;
      });
      for (const device of devices) {
        const socket = new WebSocket(`ws://127.0.0.1:${port}${LAN_SOCKET_PATH}`, { perMessageDeflate: false });
        // The server is killed under it again and again.
        socket.on("error", () => undefined);
        socket.on("open", () => {
          const client = { name: "kill-loop", version: "1" };
          socket.send(
            JSON.stringify({ kind: "hello", protocol: LAN_PROTOCOL_VERSION, deviceToken: device.token, client }),
          );
        });
        socket.on("message", (data: Buffer) => {
          take(device, socket, data.toString());
        });
      }
      return answered;
    },
    drain: () => {
      isDraining = true;
      return new Promise((resolve, reject) => {
        const limit = setTimeout(() => {
          reject(new Error(`${unanswered.size} commands were never answered`));
        }, DRAIN_MAX_MS);
        onDrained = () => {
          clearTimeout(limit);
          resolve();
        };
        if (unanswered.size === 0) onDrained();
      });
    },
  };
}

function divisionDefined(number: number) {
  const body = { divisionCode: `uji-${number % 40}`, name: `Regu uji ${number}`, targetHeadCount: number % 100 };
  return { type: "define-division", body };
}

function hygieneChecked(checkId: string) {
  const checklist = present(CHECKLISTS[0], "a checklist");
  const body = {
    checkId,
    target: { kind: "area", id: "pengolahan" },
    checklistCode: checklist.checklistCode,
    checklistVersion: checklist.version,
    items: checklist.itemCodes.map((itemCode) => ({ itemCode, isMet: true })),
  };
  return { type: "record-hygiene-check", body };
}
