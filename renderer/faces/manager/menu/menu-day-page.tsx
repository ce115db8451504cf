import { useNavigate, useParams } from "@tanstack/react-router";
import type { MenuDayRevisionRow, MenuDayRow } from "#domains/menu/menu-queries.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import { localFromMs } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { menuCalendarRef, menuDayRef } from "#renderer/domains/menu/menu-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Icon } from "#renderer/ui/icon.tsx";
import { useStaffNames, useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { ExportButtons } from "#renderer/faces/manager/export/export-buttons.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DayStatusBadge } from "./day-status.tsx";
import { MenuDayActs } from "./menu-day-acts.tsx";
import { MenuDayFigures } from "./menu-day-figures.tsx";
import { MenuDayForm } from "./menu-day-form.tsx";
import { MenuFrame } from "./menu-frame.tsx";
import { groupCounts } from "./menu-words.ts";
import styles from "./menu.module.css";

/** A date's menu: what is served to whom, what it gives and costs, and how far it has come. */
export function MenuDayPage() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const navigate = useNavigate();
  const viewer = useViewer();
  const { serviceDate } = useParams({ from: "/menu/hari/$serviceDate" });
  const answer = useLiveQuery(menuDayRef, viewer === null ? null : { serviceDate }, viewer ?? {});
  const place = useLiveQuery(
    menuCalendarRef,
    viewer === null ? null : { fromDate: serviceDate, toDate: serviceDate },
    viewer ?? {},
  );
  const day = answer.rows[0];
  const where = place.rows[0];
  const isLoading = answer.status === "loading" || where === undefined;
  const isFrozen = where !== undefined && (where.isDayClosed || where.dayKind === "closed");
  const isDraft = day === undefined || day.current.status === "draft";
  return (
    <MenuFrame
      title={t("menu.day.title", { date: units.dateShort(serviceDate) })}
      permission="kitchen.view"
      actions={
        <>
          <Button
            size="small"
            icon="arrow-left"
            onPress={() => void navigate({ to: "/menu/kalender", search: { mulai: serviceDate } })}
          >
            {t("menu.day.back")}
          </Button>
          {day === undefined || day.inForce === null ? null : (
            <ExportButtons
              title={t("menu.day.card", { date: units.dateShort(serviceDate) })}
              request={{ report: "menu-card", serviceDate }}
              reason={null}
            />
          )}
          {day === undefined ? null : <MenuDayActs day={day} />}
        </>
      }
    >
      {isLoading ? <EmptyState text={t("shared.loading")} /> : null}
      {isFrozen ? <EmptyState text={t(where.isDayClosed ? "menu.day.closed" : "menu.calendar.holiday")} /> : null}
      {day === undefined ? null : <DayPanel day={day} />}
      {isLoading || isFrozen || !isDraft ? null : (
        <MenuDayForm
          key={day === undefined ? "new" : `${String(day.current.revision)} ${String(day.current.plannedAtMs)}`}
          serviceDate={serviceDate}
          revision={day?.current ?? null}
        />
      )}
      {day === undefined ? null : <MenuDayFigures serviceDate={serviceDate} />}
    </MenuFrame>
  );
}

function DayPanel(props: { readonly day: MenuDayRow }) {
  const { current, inForce, repeats, uncoveredAllergens } = props.day;
  const { t } = useManagerCopy();
  const units = useUnits();
  const counts = groupCounts(current.groups);
  const isRevising = inForce !== null && inForce.revision !== current.revision;
  return (
    <Panel
      title={current.menuName}
      note={[
        t("menu.list.version", { version: current.version }),
        t("menu.day.revision", { revision: current.revision }),
        t("menu.day.portions-total", { count: units.count(totalPortionCount(counts)) }),
      ].join(" · ")}
    >
      <DayStatusBadge status={current.status} />
      {isRevising ? (
        <p className={styles.quiet}>
          {t("menu.day.in-force", {
            revision: inForce.revision,
            dishes: inForce.dishes.map((dish) => dish.dishName).join(", "),
          })}
        </p>
      ) : null}
      <Dishes revision={current} />
      {uncoveredAllergens.length === 0 ? null : (
        <p className={styles.warning}>
          <Icon name="triangle-alert" />
          {t("menu.day.uncovered", {
            allergens: uncoveredAllergens.map((allergen) => t(`food.allergen.${allergen}`)).join(", "),
          })}
        </p>
      )}
      {repeats.map((repeat) => (
        <p key={repeat.dishName} className={styles.warning}>
          <Icon name="triangle-alert" />
          {t("menu.calendar.repeat", { dish: repeat.dishName, date: units.dateShort(repeat.otherDate) })}
        </p>
      ))}
      <History revision={current} />
    </Panel>
  );
}

function Dishes(props: { readonly revision: MenuDayRevisionRow }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  return (
    <ul className={styles.grid} aria-label={t("menu.day.dishes")}>
      {props.revision.dishes.map((dish) => (
        <li key={dish.recipeId} className={styles.item}>
          <strong>{dish.dishName}</strong>
          <span className={styles.quiet}>
            {[
              t(`shared.component.${dish.component}`),
              dish.allergens.length === 0
                ? t("menu.day.no-allergen")
                : t("menu.day.allergens", {
                    allergens: dish.allergens.map((allergen) => t(`food.allergen.${allergen}`)).join(", "),
                  }),
              ...(dish.audience === null
                ? []
                : [
                    t("menu.day.for", {
                      audience: dish.audience.map((profile) => t(`shared.profile.${profile}`)).join(", "),
                    }),
                  ]),
              ...(dish.latestVersion > dish.version
                ? [t("menu.day.version-newer", { version: dish.latestVersion })]
                : []),
            ].join(" · ")}
          </span>
        </li>
      ))}
      {props.revision.substitutes.map((one) => (
        <li key={one.allergen} className={styles.item}>
          <span>
            {t("menu.day.packs", {
              dish: one.dishName,
              allergen: t(`food.allergen.${one.allergen}`),
              count: units.count(one.specialPackCount),
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Who made, submitted and decided it, with the words they gave. */
function History(props: { readonly revision: MenuDayRevisionRow }) {
  const { revision } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const nameOf = useStaffNames();
  const at = (atMs: number) => `${units.dateShort(localFromMs(atMs, timeZone).date)} ${units.clock(atMs, timeZone)}`;
  const lines = [
    ...(revision.reviseReason === null ? [] : [t("menu.day.reason", { reason: revision.reviseReason })]),
    t("menu.day.made-by", { names: revision.makerStaffIds.map(nameOf).join(", ") }),
    ...(revision.submittedAtMs === null || revision.status === "draft"
      ? []
      : [
          t("menu.day.submitted-by", {
            name: nameOf(revision.submittedByStaffId),
            at: at(revision.submittedAtMs),
          }),
        ]),
    ...(revision.status === "draft" && revision.returnReason !== null
      ? [t("menu.day.returned-by", { name: nameOf(revision.returnedByStaffId), reason: revision.returnReason })]
      : []),
    ...(revision.approvedAtMs === null
      ? []
      : [t("menu.day.approved-by", { name: nameOf(revision.approvedByStaffId), at: at(revision.approvedAtMs) })]),
    ...(revision.approvalReason === null ? [] : [t("menu.day.reason", { reason: revision.approvalReason })]),
  ];
  return (
    <ul className={styles.list} aria-label={t("menu.day.history")}>
      {lines.map((line) => (
        <li key={line} className={styles.quiet}>
          {line}
        </li>
      ))}
    </ul>
  );
}
