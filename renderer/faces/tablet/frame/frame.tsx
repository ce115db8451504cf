import { useEffect, useRef, type ReactNode } from "react";
import type { Station } from "#kernel/access.ts";
import { useLink } from "#renderer/client/use-link.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { usePreferences } from "#renderer/faces/tablet/device/preferences.tsx";
import { Identify } from "#renderer/faces/tablet/device/identify.tsx";
import { Button } from "#renderer/ui/button.tsx";
import type { IconName } from "#renderer/ui/icon.tsx";
import styles from "./frame.module.css";
import { PageDown } from "./page-down.tsx";
import { Rail } from "./rail.tsx";
import { ToastCorner } from "./toast-corner.tsx";
import { TopBar } from "./top-bar.tsx";
import { useOverflow } from "./use-overflow.ts";

/** One of the two buttons of the action zone. */
export interface ZoneAction {
  readonly label: string;
  readonly icon?: IconName;
  /** The thing the verb is about, read out after the label where the eye sees it elsewhere. */
  readonly about?: string;
  /** Which dish or person it is about, under the label. */
  readonly detail?: string;
  readonly reason?: string | null;
  readonly kind?: "primary" | "secondary" | "danger";
  readonly onPress: () => void;
}

/**
 * The frame of every screen: top bar, stations, the screen itself, at most two buttons. Screens that take input hide the
 * stations. `isLive`: the screen shows figures of the kitchen, hatched once they are old.
 */
export function Frame(props: {
  readonly station: Station;
  readonly title?: string;
  readonly hasRail: boolean;
  readonly isLive?: boolean;
  readonly primary?: ZoneAction | null;
  readonly secondary?: ZoneAction | null;
  readonly children: ReactNode;
}) {
  const copy = useTabletCopy();
  const { hand } = usePreferences();
  const link = useLink();
  const main = useRef<HTMLElement>(null);
  const overflow = useOverflow(main);
  // Another batch begins at its top.
  useEffect(() => {
    main.current?.scrollTo({ top: 0 });
  }, [props.title]);
  const isHatched = props.isLive === true && link.level === "hatched";
  return (
    <div className={styles["frame"]} data-rail={props.hasRail ? "on" : "off"}>
      <TopBar station={props.station} {...(props.title === undefined ? {} : { title: props.title })} />
      {props.hasRail ? <Rail station={props.station} /> : null}
      <main
        ref={main}
        data-paged={overflow === "none" ? undefined : ""}
        className={`${styles["main"] ?? ""} ${isHatched ? "hatched" : ""}`}
      >
        {props.children}
      </main>
      <div
        className={styles["zone"]}
        data-hand={hand}
        data-paged={overflow === "none" ? undefined : ""}
        role="group"
        aria-label={copy.t("tablet.face.actions")}
      >
        <ZoneButton action={props.secondary ?? null} kind="secondary" />
        <div className={styles["notice"]}>
          <ToastCorner />
        </div>
        <PageDown overflow={overflow} main={main} />
        <ZoneButton action={props.primary ?? null} kind="primary" />
      </div>
      <Identify />
    </div>
  );
}

function ZoneButton(props: { readonly action: ZoneAction | null; readonly kind: "primary" | "secondary" }) {
  const { action } = props;
  if (action === null) return <span className={styles["filler"]} />;
  return (
    <Button
      // Another act, or the same of another dish, is another button: a press that began on the former does nothing on this one.
      key={`${action.label} ${action.about ?? ""}`}
      size="large"
      kind={action.kind ?? props.kind}
      reason={action.reason ?? null}
      onPress={action.onPress}
      {...(action.icon === undefined ? {} : { icon: action.icon })}
    >
      <span className={styles["zoneWords"]}>
        <span>
          {action.label}
          {action.about === undefined ? null : <span className="visually-hidden"> – {action.about}</span>}
        </span>
        {action.detail === undefined || (action.reason ?? null) !== null ? null : (
          <span className={styles["zoneDetail"]}>{action.detail}</span>
        )}
      </span>
    </Button>
  );
}
