import type { ReactNode } from "react";
import type { Permission, Station } from "#kernel/access.ts";
import type { StaffSession } from "#contract/lan-protocol.ts";
import type { GrantOutcome } from "#renderer/client/commands.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import { ActScreen } from "./act-screen.tsx";
import { DigitPad } from "./digit-pad.tsx";
import { NumberDots } from "./number-dots.tsx";
import { useSigning, type Signed } from "./use-signing.ts";

/** The keypad of a signed act: the sixth digit submits, nothing is echoed, the number is forgotten after the act. */
export function SignatureAct(props: {
  readonly station: Station;
  /** The act in words: “Rilis”. */
  readonly act: string;
  readonly subject: string;
  readonly permission: Permission;
  readonly signatureCount?: 1 | 2;
  readonly facts?: ReactNode;
  readonly send: (signed: Signed) => Promise<GrantOutcome>;
  readonly onDone: (staff: StaffSession) => void;
  readonly onBack: () => void;
}) {
  const copy = useTabletCopy();
  const refusalWords = useRefusalWordsNow();
  const signing = useSigning({
    permission: props.permission,
    signatureCount: props.signatureCount ?? 1,
    act: props.send,
    onDone: props.onDone,
  });
  return (
    <ActScreen
      station={props.station}
      title={props.act}
      subject={props.subject}
      layout="keypad"
      isTypedForgotten
      facts={props.facts}
      primary={null}
      secondary={{ label: copy.t("shared.verb.back"), icon: "arrow-left", onPress: props.onBack }}
      refusal={signing.refusal === null ? null : refusalWords(signing.refusal)}
      entry={
        <NumberDots
          title={copy.t(signing.signerNumber === 2 ? "acts.sample.witness" : "acts.signature.title")}
          typedCount={signing.typedCount}
          note={copy.t(signing.isBusy ? "acts.signature.checking" : "acts.signature.forgotten")}
        />
      }
    >
      <DigitPad onKey={signing.press} />
    </ActScreen>
  );
}
