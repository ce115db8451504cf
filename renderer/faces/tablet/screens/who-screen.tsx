import { useState } from "react";
import type { Station } from "#kernel/access.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useConnectionState } from "#renderer/client/use-link.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { digitsAfter, PERSONAL_NUMBER_DIGITS_COUNT } from "#renderer/faces/tablet/acts/use-signing.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { DigitPad } from "#renderer/faces/tablet/acts/digit-pad.tsx";
import { NumberDots } from "#renderer/faces/tablet/acts/number-dots.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useStationPeople, useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import { useIsNarrow } from "#renderer/faces/tablet/use-is-narrow.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import type { KeypadKey } from "#renderer/ui/keypad.tsx";
import { pageOf } from "#renderer/domains/production/task-rows.ts";
import styles from "./who-screen.module.css";

/** Two columns beside the keypad hold a whole division on two pages; three above it on a narrow screen. */
const CHIPS_COUNT = 8;
const NARROW_CHIPS_COUNT = 6;

/** The people present here as chips, and a keypad for whoever comes. A tap on a chip chooses and goes back. */
export function WhoScreen(props: { readonly station: Station; readonly onBack: () => void }) {
  const copy = useTabletCopy();
  const { sessions } = useKitchen();
  const { people } = useTablet();
  const { present, acting } = useStationPeople();
  const { phase } = useConnectionState();
  const refusalWords = useRefusalWordsNow();
  const [digits, setDigits] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [turned, setTurned] = useState(0);
  const chipsCount = useIsNarrow() ? NARROW_CHIPS_COUNT : CHIPS_COUNT;
  const isPaged = present.length > chipsCount;
  const { items, page, pageCount } = pageOf(present, turned, isPaged ? chipsCount - 1 : chipsCount);
  const choose = (staffId: string) => {
    people.choose(staffId);
    props.onBack();
  };
  const submit = async (pin: string) => {
    setBusy(true);
    const signedIn = await sessions.signIn({ pin });
    setBusy(false);
    setDigits("");
    if (signedIn.ok) choose(signedIn.value.staffId);
    else setRefusal(refusalWords({ code: signedIn.error.code, ...signedIn.error.data }));
  };
  const press = (key: KeypadKey) => {
    if (isBusy) return;
    setRefusal(null);
    const next = digitsAfter(digits, key);
    setDigits(next);
    if (next.length === PERSONAL_NUMBER_DIGITS_COUNT) void submit(next);
  };
  return (
    <ActScreen
      station={props.station}
      title={copy.t("tablet.who.title")}
      subject={copy.t(present.length === 0 ? "tablet.who.nobody" : "tablet.who.present")}
      layout="keypad"
      isTypedForgotten
      refusal={phase === "open" ? refusal : null}
      facts={
        <div className={styles["chips"]}>
          {items.map((person) => (
            <Tile
              key={person.staffId}
              label={person.name}
              detail={person.roles[0] === undefined ? undefined : copy.t(`shared.role.${person.roles[0]}`)}
              isPressed={person.staffId === acting?.staffId}
              onPress={() => choose(person.staffId)}
            />
          ))}
          {isPaged ? (
            <Tile
              label={copy.t("tablet.who.others")}
              detail={copy.t("tablet.task.page", { page: page + 1, count: pageCount })}
              onPress={() => setTurned((page + 1) % pageCount)}
            />
          ) : null}
        </div>
      }
      entry={
        <NumberDots
          title={copy.t("tablet.who.type-number")}
          typedCount={digits.length}
          note={
            phase === "open" ? (isBusy ? copy.t("acts.signature.checking") : null) : copy.t("tablet.who.needs-kitchen")
          }
        />
      }
      primary={
        acting === null || !people.isSignedIn(acting.staffId)
          ? null
          : {
              label: copy.t("tablet.who.leave", { name: acting.name }),
              icon: "x",
              kind: "secondary",
              reason: phase === "open" ? null : copy.t("tablet.who.needs-kitchen"),
              onPress: () => sessions.signOut(acting.staffId),
            }
      }
      secondary={{ label: copy.t("shared.verb.back"), icon: "arrow-left", onPress: props.onBack }}
    >
      <DigitPad onKey={press} />
    </ActScreen>
  );
}
