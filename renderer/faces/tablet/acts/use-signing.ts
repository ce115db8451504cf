import { useCallback, useEffect, useRef, useState } from "react";
import { isGranted, type Permission } from "#kernel/access.ts";
import type { Rejection } from "#kernel/rejections.ts";
import type { StaffSession } from "#contract/lan-protocol.ts";
import type { GrantOutcome } from "#renderer/client/commands.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import type { KeypadKey } from "#renderer/ui/keypad.tsx";
import { grantRefusal } from "#renderer/faces/tablet/work/grant-refusal.ts";

export const PERSONAL_NUMBER_DIGITS_COUNT = 6;

/** Who signed, with the numbers in order: the actor's, then the witness's. Held for one act, in memory only. */
export interface Signed {
  readonly staff: StaffSession;
  readonly signatures: readonly { readonly pin: string }[];
}

export interface Signing {
  readonly typedCount: number;
  /** Which of the numbers is being typed: 1 the actor's, 2 the witness's. */
  readonly signerNumber: number;
  readonly isBusy: boolean;
  readonly refusal: Rejection | null;
  readonly press: (key: KeypadKey) => void;
}

/**
 * Takes one or two personal numbers and does the act with them. The first number also tells who acts, so nobody has to be
 * chosen before; a session it opened is closed again, and the digits are forgotten, whatever came of the act.
 */
export function useSigning(options: {
  readonly permission: Permission;
  readonly signatureCount: 1 | 2;
  readonly act: (signed: Signed) => Promise<GrantOutcome>;
  readonly onDone: (staff: StaffSession) => void;
}): Signing {
  const { identify, leave } = useSigner(options.permission);
  const [digits, setDigits] = useState("");
  const [first, setFirst] = useState<{ readonly staff: StaffSession; readonly pin: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Rejection | null>(null);
  const latest = useRef(options);
  latest.current = options;

  const submit = useCallback(
    async (pin: string) => {
      setBusy(true);
      setRefusal(null);
      let isWitnessAwaited = false;
      try {
        const identified: Identified = first === null ? await identify(pin) : { ok: true, staff: first.staff };
        if (!identified.ok) {
          setRefusal(identified.refusal);
          return;
        }
        const { staff } = identified;
        if (first === null && latest.current.signatureCount === 2) {
          setFirst({ staff, pin });
          isWitnessAwaited = true;
          return;
        }
        const signatures = first === null ? [{ pin }] : [{ pin: first.pin }, { pin }];
        const refused = grantRefusal(await latest.current.act({ staff, signatures }));
        setFirst(null);
        if (refused === null) latest.current.onDone(staff);
        else setRefusal(refused);
      } finally {
        if (!isWitnessAwaited) leave();
        setDigits("");
        setBusy(false);
      }
    },
    [first, identify, leave],
  );

  const press = useCallback(
    (key: KeypadKey) => {
      if (isBusy || key === "decimal") return;
      setRefusal(null);
      const next = digitsAfter(digits, key);
      setDigits(next);
      if (next.length === PERSONAL_NUMBER_DIGITS_COUNT) void submit(next);
    },
    [digits, isBusy, submit],
  );
  return { typedCount: digits.length, signerNumber: first === null ? 1 : 2, isBusy, refusal, press };
}

type Identified =
  | { readonly ok: true; readonly staff: StaffSession }
  | { readonly ok: false; readonly refusal: Rejection };

/** Tells whose number it is, by a session that ends with `leave` or with the screen when it was opened only to sign. */
function useSigner(permission: Permission): {
  readonly identify: (pin: string) => Promise<Identified>;
  readonly leave: () => void;
} {
  const { sessions } = useKitchen();
  const openedHere = useRef<string[]>([]);
  const leave = useCallback(() => leaveNow(sessions, openedHere.current), [sessions]);
  useEffect(() => leave, [leave]);
  const identify = useCallback(
    async (pin: string): Promise<Identified> => {
      const wasPresent = new Set(sessions.open.get().map(({ staffId }) => staffId));
      const signedIn = await sessions.signIn({ pin });
      if (!signedIn.ok) return { ok: false, refusal: { code: signedIn.error.code, ...signedIn.error.data } };
      const staff = signedIn.value;
      if (!wasPresent.has(staff.staffId)) openedHere.current.push(staff.staffId);
      if (isGranted(staff.roles, permission)) return { ok: true, staff };
      return { ok: false, refusal: { code: "not-permitted", ...{ permission } } };
    },
    [permission, sessions],
  );
  return { identify, leave };
}

/** The digits after one key: never more than a number has. */
export function digitsAfter(digits: string, key: KeypadKey): string {
  if (key === "clear" || key === "decimal") return key === "clear" ? "" : digits;
  if (key === "backspace") return digits.slice(0, -1);
  return (digits + key).slice(0, PERSONAL_NUMBER_DIGITS_COUNT);
}

function leaveNow(sessions: { readonly signOut: (staffId: string) => void }, staffIds: string[]): void {
  for (const staffId of staffIds.splice(0)) sessions.signOut(staffId);
}
