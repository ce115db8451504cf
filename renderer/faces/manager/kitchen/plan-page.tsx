import { Select, Textarea } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import {
  batchRef,
  menuDishesRef,
  planBatchRef,
  productionBoardRef,
} from "#renderer/domains/production/production-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { copiedDishes, dishesFromMenu } from "#renderer/faces/manager/plan/form-from-batch.ts";
import { KloterEditor } from "#renderer/faces/manager/plan/kloter-editor.tsx";
import { planBatchBody } from "#renderer/faces/manager/plan/plan-body.ts";
import { EMPTY_DISH, EMPTY_KLOTER, EMPTY_POINT, type DishForm } from "#renderer/faces/manager/plan/plan-form.ts";
import { ProblemsProvider } from "#renderer/faces/manager/plan/plan-problems.tsx";
import styles from "#renderer/faces/manager/plan/kloter-editor.module.css";
import { useStaffCodes } from "#renderer/faces/manager/plan/use-staff-codes.ts";
import { useKloterForm } from "#renderer/faces/manager/plan/use-kloter-form.ts";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { Page } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DaySwitch } from "./day-switch.tsx";
import { LinkButton } from "./link-button.tsx";

const FIRST_FORM = {
  ...EMPTY_KLOTER,
  key: "kloter",
  dishes: [{ ...EMPTY_DISH, key: "dish" }],
  points: [{ ...EMPTY_POINT, key: "point" }],
};

/** A new kloter typed by hand: one group, one wave, its dishes and points. */
export function PlanPage() {
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const { hari } = useSearch({ from: "/dapur/rencana" });
  const { serviceDate: todayDate } = useServiceDay();
  const serviceDate = hari ?? todayDate;
  return (
    <Page
      title={t("kitchen.plan.title")}
      permission="batch.plan"
      actions={
        <LinkButton to="/dapur/impor" hari={serviceDate} icon="download">
          {t("kitchen.import")}
        </LinkButton>
      }
    >
      <DaySwitch
        serviceDate={serviceDate}
        onChange={(next) => void navigate({ to: "/dapur/rencana", search: { hari: next } })}
      />
      <NewKloter key={serviceDate} serviceDate={serviceDate} />
    </Page>
  );
}

function NewKloter(props: { readonly serviceDate: string }) {
  const { serviceDate } = props;
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const toast = useToast();
  const { grant } = useAct();
  const outcomeWords = useOutcomeWords();
  const { form, setForm, problems, tryRead, makeKey } = useKloterForm(FIRST_FORM, serviceDate);
  const { people } = useStaffCodes();
  const [capacity, setCapacity] = useState({ isAsked: false, reason: "" });
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async (isMore: boolean) => {
    const kloter = tryRead();
    if (kloter === null) return setTrouble(t("kitchen.plan.has-problems"));
    const outcome = await grant(planBatchRef, planBatchBody(kloter, serviceDate, capacity.reason));
    setTrouble(outcomeWords(outcome));
    if (outcome.kind === "rejected" && outcome.rejection.code === "over-capacity") {
      setCapacity((known) => ({ ...known, isAsked: true }));
    }
    if (outcome.kind !== "accepted") return;
    toast({ text: t("kitchen.plan.saved", { label: kloter.label }) });
    if (!isMore) return void navigate({ to: "/dapur", search: { hari: serviceDate } });
    // The next kloter of a day cooks the same dishes for other people.
    setForm({
      ...FIRST_FORM,
      key: makeKey(),
      wave: form.wave,
      preparation: form.preparation,
      dishes: form.dishes.map((dish) => ({ ...dish, key: makeKey(), dishRunId: null })),
      points: [{ ...EMPTY_POINT, key: makeKey() }],
    });
  };
  return (
    <ProblemsProvider problems={problems}>
      <KloterEditor
        form={form}
        onChange={setForm}
        makeKey={makeKey}
        people={people}
        dishActions={
          <>
            <MenuDishes
              serviceDate={serviceDate}
              makeKey={makeKey}
              onTaken={(dishes) => setForm((known) => ({ ...known, dishes }))}
            />
            <CopyDishes
              serviceDate={serviceDate}
              makeKey={makeKey}
              onCopied={(dishes) => setForm((known) => ({ ...known, dishes }))}
            />
          </>
        }
      />
      <div className={styles.footer}>
        <CapacityReason
          isAsked={capacity.isAsked}
          reason={capacity.reason}
          onChange={(reason) => setCapacity({ isAsked: true, reason })}
        />
        <Button kind="primary" size="small" onPress={() => void save(false)}>
          {t("kitchen.plan.save")}
        </Button>
        <Button size="small" icon="plus" onPress={() => void save(true)}>
          {t("kitchen.plan.save-and-more")}
        </Button>
        {trouble === null ? null : (
          <p role="alert" className={styles.trouble}>
            {trouble}
          </p>
        )}
      </div>
    </ProblemsProvider>
  );
}

/** Asked for only once the kitchen said the plan exceeds its capacity. */
export function CapacityReason(props: {
  readonly isAsked: boolean;
  readonly reason: string;
  readonly onChange: (reason: string) => void;
}) {
  const { t } = useManagerCopy();
  if (!props.isAsked) return null;
  return (
    <Textarea
      className={styles.wide ?? ""}
      label={t("kitchen.plan.capacity-reason")}
      rows={1}
      maxLength={500}
      value={props.reason}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** Takes the dishes of the day's approved menu; nothing is offered where none is. */
function MenuDishes(props: {
  readonly serviceDate: string;
  readonly makeKey: () => string;
  readonly onTaken: (dishes: readonly DishForm[]) => void;
}) {
  const { t } = useManagerCopy();
  const person = usePersonOrNobody();
  const menu = useLiveQuery(
    menuDishesRef,
    person === null ? null : { serviceDate: props.serviceDate },
    person === null ? {} : { staffId: person.staffId },
  );
  if (menu.rows.length === 0) return null;
  return (
    <Button
      size="small"
      icon="utensils"
      onPress={() =>
        props.onTaken(
          dishesFromMenu(
            menu.rows.map(({ dish }) => dish),
            props.makeKey,
          ),
        )
      }
    >
      {t("kitchen.plan.from-menu")}
    </Button>
  );
}

/** Takes the dishes of another kloter of the day, or of the day before. */
function CopyDishes(props: {
  readonly serviceDate: string;
  readonly makeKey: () => string;
  readonly onCopied: (dishes: readonly DishForm[]) => void;
}) {
  const { t } = useManagerCopy();
  const { queries } = useKitchen();
  const { timeZone } = useServiceDay();
  const board = useLiveQuery(productionBoardRef, { serviceDate: props.serviceDate });
  const [isLoading, setLoading] = useState(false);
  if (board.rows.length === 0) return null;
  const copy = (batchId: string) => {
    setLoading(true);
    const held = queries.hold(batchRef, { batchId });
    const cancel = held.subscribe(() => {
      const batch = held.get().rows[0];
      if (batch === undefined) return;
      props.onCopied(copiedDishes(batch, timeZone, props.makeKey));
      setLoading(false);
      cancel();
      held.release();
    });
  };
  return (
    <Select
      aria-label={t("kitchen.plan.copy-from")}
      placeholder={isLoading ? t("shared.loading") : t("kitchen.plan.copy-from")}
      data={board.rows.map((batch) => ({ value: batch.batchId, label: `K${batch.kloterNumber} ${batch.label}` }))}
      value={null}
      onChange={(batchId) => {
        if (batchId !== null) copy(batchId);
      }}
    />
  );
}
