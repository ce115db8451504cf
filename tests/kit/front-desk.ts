import { createRealKitchen, resultOf, type RealDevice, type RealKitchen } from "./real-kitchen.ts";
import type { TestBrowser, TestPage } from "./browser.ts";
import type { LanClient } from "./lan-client.ts";

/** Somebody with a card, as a reader types it. */
export interface CardHolder {
  readonly staffId: string;
  readonly number: string;
  readonly name: string;
  readonly cardText: string;
}

/** A real kitchen with people who carry cards, its console, and a terminal opened in a browser. */
export interface FrontDesk {
  readonly kitchen: RealKitchen;
  readonly manager: LanClient;
  readonly head: { readonly staffId: string; readonly number: string };
  readonly people: readonly CardHolder[];
  /** A command of the kitchen head at the console, signed. */
  readonly asHead: (
    type: string,
    body: Readonly<Record<string, unknown>>,
  ) => Promise<Readonly<Record<string, unknown>>>;
  readonly pairTerminal: (name?: string) => Promise<RealDevice>;
  readonly openTerminal: (browser: TestBrowser, size?: Size) => Promise<TestPage>;
  /** The punches written so far, by person; struck-through ones too. */
  readonly punches: () => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Starts the stopped kitchen again at the address its terminal knows. */
  readonly restartOn: (port: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly initScript?: string;
}

const NAMES = ["Siti Aminah", "Budi Santoso", "Dewi Lestari", "Agus Wijaya", "Rina Wati", "Joko Susilo"];

export async function createFrontDesk(options: {
  readonly facesDir?: string;
  readonly peopleCount?: number;
  /** The card of the first person; others get made ones. */
  readonly firstCardText?: string;
}): Promise<FrontDesk> {
  const config = { port: 0, ...(options.facesDir !== undefined && { facesDir: options.facesDir }) };
  const kitchen = await createRealKitchen(config);
  const head = await kitchen.person("Kepala Dapur", "kitchen-head");
  const console_ = await kitchen.device("manager", "Konsol");
  const manager = await kitchen.connect(console_);
  await manager.signIn({ pin: head.number });
  const asHead: FrontDesk["asHead"] = async (type, body) =>
    resultOf(await manager.command({ type, body, staffId: head.staffId, signatures: [{ pin: head.number }] }));
  const people: CardHolder[] = [];
  for (let index = 0; index < (options.peopleCount ?? NAMES.length); index += 1) {
    const name = NAMES[index] ?? `Relawan ${index}`;
    const person = await kitchen.person(name, "kitchen-staff");
    const cardText = (index === 0 ? options.firstCardText : undefined) ?? cardTextOf(index);
    const badgeId = kitchen.makeId("badge");
    await asHead("issue-badge", { staffId: person.staffId, badgeId, badge: { badgeKind: "card", text: cardText } });
    people.push({ ...person, name, cardText });
  }
  return {
    kitchen,
    manager,
    head,
    people,
    asHead,
    pairTerminal: (name = "Absensi depan") => kitchen.device("attendance", name),
    openTerminal: async (browser, { width, height, initScript } = { width: 1_920, height: 1_080 }) =>
      browser.open({
        origin: kitchen.url,
        path: `/attendance#secret=${kitchen.server.shellSecret}`,
        width,
        height,
        ...(initScript !== undefined && { initScript }),
      }),
    punches: async () => {
      const watch = manager.watch({
        query: "punches",
        params: { fromDate: "2020-01-01", toDate: "2100-01-01" },
        key: "punchId",
        staffId: head.staffId,
      });
      await watch.answered;
      watch.stop();
      return watch.rows();
    },
    restartOn: (port) => {
      config.port = port;
      return kitchen.startAgain();
    },
    stop: async () => {
      manager.terminate();
      await kitchen.stop();
    },
  };
}

/** Six digits for every second person: a badge that looks like a number. */
function cardTextOf(index: number): string {
  return index % 2 === 1 ? String(482_913 + index) : `04A3F2${String(index).padStart(4, "0")}`;
}
