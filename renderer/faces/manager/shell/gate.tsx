import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useConnectionState, useStaffSessions } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { sitePeopleCountRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Founding } from "#renderer/faces/manager/session/founding.tsx";
import { PersonProvider, type Person } from "#renderer/faces/manager/session/person.tsx";
import { SignIn } from "#renderer/faces/manager/session/sign-in.tsx";
import { useIdleSignOut } from "#renderer/faces/manager/session/use-idle-sign-out.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Entrance } from "./entrance.tsx";

/**
 * What stands before the pages: a device nobody paired, a kitchen nobody founded, nobody signed in. A kitchen that does
 * not answer is not one of them: its last data stays readable (UX.md §3.4).
 */
export function Gate(props: { readonly children: ReactNode }) {
  const { memory } = useKitchen();
  const { welcome, refusal } = useConnectionState();
  const sessions = useStaffSessions();
  const { rows: counts } = useLiveQuery(sitePeopleCountRef, welcome === null ? null : {});
  const [isReadingOnly, setReadingOnly] = useState(false);
  const [isFounding, setFounding] = useState(false);
  const session = sessions.at(-1);
  const person = useMemo<Person | null>(
    () => (session === undefined ? null : { staffId: session.staffId, name: session.name, roles: session.roles }),
    [session],
  );
  const [isIdledOut, setIdledOut] = useState(false);
  useIdleSignOut(person?.staffId ?? null, () => setIdledOut(true));
  useEffect(() => {
    // Founding goes on to its last step after the first kitchen head exists.
    if (counts[0]?.isFounding === true) setFounding(true);
  }, [counts]);

  if (person !== null && !isFounding) return <PersonProvider person={person}>{props.children}</PersonProvider>;
  if (refusal !== null || (welcome === null && memory.deviceToken() === null)) return <Unpaired />;
  if (welcome === null) {
    if (isReadingOnly) return props.children;
    return <KitchenAway onRead={() => setReadingOnly(true)} />;
  }
  if (isFounding) {
    return (
      <Entrance>
        <Founding onDone={() => setFounding(false)} />
      </Entrance>
    );
  }
  return (
    <Entrance>
      <SignInAfter isIdledOut={isIdledOut} />
    </Entrance>
  );
}

function SignInAfter(props: { readonly isIdledOut: boolean }) {
  const { t } = useManagerCopy();
  return <SignIn note={props.isIdledOut ? t("manager.sign-in.idled-out") : null} />;
}

/** No token, or one the kitchen refuses: what to do, and the way to the pairing page. */
function Unpaired() {
  const { t, find } = useManagerCopy();
  const { refusal } = useConnectionState();
  const code = refusal ?? "none";
  return (
    <Entrance>
      <h1>{t("manager.unpaired.title")}</h1>
      <p>{find(`manager.unpaired.${code}`) ?? t("manager.unpaired.none")}</p>
      {refusal === "unsupported" || refusal === "replaced" ? (
        <Button kind="primary" size="small" onPress={() => location.reload()}>
          {t("manager.unpaired.reload")}
        </Button>
      ) : (
        <p>
          <a href="/pair">{t("manager.unpaired.pair")}</a>
        </p>
      )}
    </Entrance>
  );
}

function KitchenAway(props: { readonly onRead: () => void }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { memory, timeZone } = useKitchen();
  const { attemptCount } = useConnectionState();
  const heardAtMs = memory.heardAtMs();
  // The first attempts are the ordinary start of a page, not trouble.
  if (attemptCount < 2) {
    return (
      <Entrance>
        <p role="status">{t("shared.loading")}</p>
      </Entrance>
    );
  }
  return (
    <Entrance>
      <h1>{t("manager.away.title")}</h1>
      <p role="status">
        {heardAtMs === null
          ? t("manager.away.no-data")
          : t("manager.away.text", { clock: units.clock(heardAtMs, timeZone()) })}
      </p>
      {heardAtMs === null ? null : (
        <Button kind="primary" size="small" onPress={props.onRead}>
          {t("manager.away.read")}
        </Button>
      )}
    </Entrance>
  );
}
