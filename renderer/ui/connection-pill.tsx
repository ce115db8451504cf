import type { LinkView } from "#renderer/client/use-link.ts";
import type { Copy } from "#renderer/copy/copy.ts";
import { useCopy, useUnits, type SharedSet } from "#renderer/copy/use-copy.tsx";
import type { Units } from "#renderer/copy/units.ts";
import type { IconName } from "./icon.tsx";
import { StateBadge } from "./state-badge.tsx";
import type { StateToken } from "./tokens.ts";

interface PillLook {
  readonly state: string;
  readonly token: StateToken;
  readonly icon: IconName;
  readonly word: string;
}

/**
 * The connection pill: same place, same component on every face (UX.md §4.1). With `onExplain` it is a button; a face
 * without touch leaves it out and explains by a key.
 */
export function ConnectionPill(props: { readonly link: LinkView; readonly onExplain?: () => void }) {
  const copy = useCopy();
  const units = useUnits();
  const look = pillLook(props.link, copy, units);
  const label = `${copy.t("shared.pill.label")}: ${look.word}`;
  const badge = (
    <StateBadge
      state={look.state}
      token={look.token}
      icon={look.icon}
      word={look.word}
      label={label}
      isWordNeutral={look.token === "ok"}
    />
  );
  if (props.onExplain === undefined) return badge;
  return (
    <button type="button" className="pill-button" onClick={props.onExplain}>
      {badge}
    </button>
  );
}

function pillLook(link: LinkView, copy: Copy<SharedSet>, units: Units): PillLook {
  if (link.isCatchingUp) {
    const word = copy.t("shared.pill.catching-up", { count: units.count(link.awaitedCount) });
    return { state: "link-catching-up", token: "info", icon: "refresh-cw", word };
  }
  if (link.level === "cut" || link.level === "hatched") {
    const clock = units.clock(link.heardAtMs, link.timeZone);
    const word = copy.t("shared.pill.cut", { clock, age: units.duration(link.ageMs) });
    return { state: `link-${link.level}`, token: "unknown", icon: "wifi-off", word };
  }
  if (link.level === "aging") {
    const word = copy.t("shared.pill.age", { age: units.duration(link.ageMs) });
    return { state: "link-aging", token: "unknown", icon: "hourglass", word };
  }
  if (link.hasNeverHeard) {
    return { state: "link-connecting", token: "unknown", icon: "hourglass", word: copy.t("shared.pill.connecting") };
  }
  return { state: "link-live", token: "ok", icon: "circle-check", word: copy.t("shared.pill.connected") };
}

/** What the pill means, in a sentence or two (tap, or `I` on the wall). */
export function linkExplanation(
  link: LinkView,
  waitingCount: number,
  context: { readonly copy: Copy<SharedSet>; readonly units: Units },
): string {
  const { copy, units } = context;
  const isCut = link.level === "cut" || link.level === "hatched";
  const sentences = [
    isCut
      ? copy.t("shared.explain.cut", { clock: units.clock(link.heardAtMs, link.timeZone) })
      : copy.t("shared.explain.connected"),
  ];
  if (waitingCount > 0) sentences.push(copy.t("shared.explain.waiting", { count: units.count(waitingCount) }));
  return sentences.join(" ");
}
