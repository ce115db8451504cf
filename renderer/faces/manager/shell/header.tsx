import { Popover } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Bell, Menu as MenuIcon, Search } from "lucide-react";
import { useState } from "react";
import type { StaffId } from "#kernel/ids.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useOutbox } from "#renderer/client/use-command.ts";
import { useKitchenTime, useLink } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useCopy, useUnits } from "#renderer/copy/use-copy.tsx";
import { alertsRef } from "#renderer/domains/alerts/alerts-refs.ts";
import { myReviewsRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { ConnectionPill, linkExplanation } from "#renderer/ui/connection-pill.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DeviceChoices } from "#renderer/ui/device-choices.tsx";
import styles from "./header.module.css";
import { useServiceDay } from "./service-day.tsx";

/** Site, hari dapur, pill, bell, person (UX.md §3.4). */
export function Header(props: { readonly onMenu: () => void; readonly onPalette: () => void }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { siteName, serviceDate } = useServiceDay();
  const { isDemo } = useLink();
  const { nowMs, timeZone } = useKitchenTime();
  return (
    <header className={styles.header}>
      <button type="button" className={styles.menu} aria-label={t("manager.nav.open")} onClick={props.onMenu}>
        <MenuIcon aria-hidden="true" size={22} />
      </button>
      <div className={styles.site}>
        <span className={styles.siteName}>
          {siteName}
          {isDemo ? <StateBadge state="demo" token="unknown" word={t("shared.demo")} surface="tint" /> : null}
        </span>
        <span className={styles.day}>
          {units.kitchenDay(serviceDate)} ·{" "}
          <span className={styles.clock}>
            {units.clock(nowMs, timeZone)} {units.zone(timeZone)}
          </span>
        </span>
      </div>
      <span className={styles.space} />
      <button type="button" className={styles.search} onClick={props.onPalette}>
        <Search aria-hidden="true" size={18} />
        <span className={styles.searchWord}>{t("manager.palette.open")}</span>
        <kbd className={styles.key}>Ctrl K</kbd>
      </button>
      <Pill />
      <AlertBell />
      <span className={styles.choices}>
        <DeviceChoices />
      </span>
      <PersonMenu />
    </header>
  );
}

function Pill() {
  const copy = useCopy();
  const units = useUnits();
  const link = useLink();
  const { unsentCount } = useOutbox();
  const [isExplained, setExplained] = useState(false);
  return (
    <div
      className={styles.pill}
      onKeyDown={(event) => {
        if (event.key === "Escape") setExplained(false);
      }}
    >
      <ConnectionPill link={link} onExplain={() => setExplained((known) => !known)} />
      <p role="status" className={isExplained ? styles.explanation : "visually-hidden"}>
        {isExplained ? linkExplanation(link, unsentCount, { copy, units }) : ""}
      </p>
    </div>
  );
}

function AlertBell() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { rows } = useLiveQuery(alertsRef, {}, { isKeptOnDisk: true });
  const hasCritical = rows.some((alert) => alert.severity === "critical");
  return (
    <Link
      to="/peringatan"
      className={styles.bell ?? ""}
      data-critical={hasCritical ? "" : undefined}
      aria-label={t("manager.bell", { count: units.count(rows.length) })}
    >
      <Bell aria-hidden="true" size={20} />
      <span aria-hidden="true">{units.count(rows.length)}</span>
    </Link>
  );
}

function PersonMenu() {
  const { t } = useManagerCopy();
  const { sessions } = useKitchen();
  const person = usePersonOrNobody();
  const [isOpen, setOpen] = useState(false);
  if (person === null) return <span className={styles.person}>{t("manager.person.nobody")}</span>;
  const roles = person.roles.map((role) => t(`shared.role.${role}`)).join(", ");
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      width={280}
      position="bottom-end"
      trapFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button type="button" className={styles.person} onClick={() => setOpen((known) => !known)}>
          {person.name}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.personCard}>
          <p className={styles.personName}>{person.name}</p>
          <p>{roles}</p>
          <OwnReviews onOpen={() => setOpen(false)} staffId={person.staffId} />
          <Button size="small" onPress={() => sessions.signOut(person.staffId)}>
            {t("shared.verb.sign-out")}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The way to what was said of oneself, with how much of it is still unread. */
function OwnReviews(props: { readonly staffId: string; readonly onOpen: () => void }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const whyNot = useWhyNotPermitted();
  const isAllowed = whyNot("attendance.self") === null;
  const params = isAllowed ? { staffId: props.staffId as StaffId } : null; // who is signed in
  const { rows } = useLiveQuery(myReviewsRef, params, { staffId: props.staffId });
  const waitingCount = rows.filter(({ state }) => state === "submitted").length;
  if (!isAllowed) return null;
  return (
    <Link to="/penilaian-saya" onClick={props.onOpen}>
      {t("reviews.own.title")}
      {waitingCount === 0 ? null : ` · ${t("reviews.own.waiting", { count: units.count(waitingCount) })}`}
    </Link>
  );
}
