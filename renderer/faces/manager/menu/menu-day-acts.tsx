import { Modal, Select, Textarea } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { MenuDayRow } from "#domains/menu/menu-queries.ts";
import type { RecipeId } from "#domains/menu/ids.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import {
  approveMenuDayRef,
  menuDayFiguresRef,
  recipesRef,
  returnMenuDayRef,
  reviseMenuDayRef,
  submitMenuDayRef,
} from "#renderer/domains/menu/menu-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { ReasonDialog } from "#renderer/faces/manager/day/reason-dialog.tsx";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { exceptionWords } from "./menu-words.ts";

/** What may happen to a date's menu now, by the one who looks at it. */
export function MenuDayActs(props: { readonly day: MenuDayRow }) {
  const { day } = props;
  switch (day.current.status) {
    case "draft":
      return <SubmitAct day={day} />;
    case "submitted":
      return <DecideActs day={day} />;
    case "approved":
    case "locked":
      return <ApprovedActs day={day} />;
  }
}

function SubmitAct(props: { readonly day: MenuDayRow }) {
  const { serviceDate, current } = props.day;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const whyNot = useWhyNotPermitted();
  return (
    <Button
      kind="primary"
      size="small"
      icon="send"
      reason={whyNot("menu.edit")}
      onPress={() =>
        run(() => grant(submitMenuDayRef, { serviceDate, revision: current.revision }), t("menu.day.submitted"))
      }
    >
      {t("menu.day.submit")}
    </Button>
  );
}

/** Approving and returning are another person's, signed with their number. */
function DecideActs(props: { readonly day: MenuDayRow }) {
  const { serviceDate, current } = props.day;
  const copy = useManagerCopy();
  const { t } = copy;
  const units = useUnits();
  const { grant } = useAct();
  const sign = useSign();
  const person = usePersonOrNobody();
  const whyNot = useWhyNotPermitted();
  const exceptions = useExceptions(props.day);
  const [opened, setOpened] = useState<"none" | "approve" | "return">("none");
  const date = units.dateShort(serviceDate);
  const about = { serviceDate, revision: current.revision };
  const isOwn = person !== null && current.makerStaffIds.includes(person.staffId);
  const reason = whyNot("menu.approve") ?? (isOwn ? t("menu.day.own") : null);
  const approve = (words?: string) =>
    void sign({
      title: t("menu.day.approve-of", { date }),
      text: words ?? t("menu.day.approve-text"),
      doneWords: t("menu.day.approved"),
      send: (signatures) =>
        grant(approveMenuDayRef, { ...about, ...(words !== undefined && { reason: words }) }, { signatures }),
    });
  return (
    <>
      <Button size="small" icon="x" reason={reason} onPress={() => setOpened("return")}>
        {t("menu.day.return")}
      </Button>
      <Button
        kind="primary"
        size="small"
        icon="check"
        reason={reason}
        onPress={() => (exceptions.length === 0 ? approve() : setOpened("approve"))}
      >
        {t("menu.day.approve")}
      </Button>
      {opened === "approve" ? (
        <ReasonDialog
          title={t("menu.day.approve-of", { date })}
          text={`${t("menu.day.approve-why")} ${exceptions.map((one) => exceptionWords(one, copy, units)).join(" · ")}`}
          verb={t("menu.day.approve")}
          onGiven={approve}
          onClose={() => setOpened("none")}
        />
      ) : null}
      {opened === "return" ? (
        <ReasonDialog
          title={t("menu.day.return-of", { date })}
          text={t("menu.day.return-text")}
          verb={t("menu.day.return")}
          onGiven={(words) =>
            void sign({
              title: t("menu.day.return-of", { date }),
              text: words,
              doneWords: t("menu.day.returned"),
              send: (signatures) => grant(returnMenuDayRef, { ...about, reason: words }, { signatures }),
            })
          }
          onClose={() => setOpened("none")}
        />
      ) : null}
    </>
  );
}

/** What the kitchen will ask a reason for: figures below target or over the ceiling, allergens nobody thought of. */
function useExceptions(day: MenuDayRow) {
  const viewer = useViewer();
  const { serviceDate, uncoveredAllergens } = day;
  const figures = useLiveQuery(menuDayFiguresRef, viewer === null ? null : { serviceDate }, viewer ?? {});
  return [
    ...(figures.rows[0]?.exceptions ?? []),
    ...uncoveredAllergens.map((allergen) => ({ kind: "allergen-without-substitute" as const, allergen })),
  ];
}

function ApprovedActs(props: { readonly day: MenuDayRow }) {
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const whyNot = useWhyNotPermitted();
  const [isRevising, setRevising] = useState(false);
  const { serviceDate } = props.day;
  return (
    <>
      <Button size="small" icon="refresh-cw" reason={whyNot("menu.edit")} onPress={() => setRevising(true)}>
        {t("menu.day.revise")}
      </Button>
      <Button
        kind="primary"
        size="small"
        icon="utensils"
        reason={whyNot("batch.plan")}
        onPress={() => void navigate({ to: "/dapur/rencana", search: { hari: serviceDate } })}
      >
        {t("menu.day.to-plan")}
      </Button>
      {isRevising ? <ReviseDialog day={props.day} onClose={() => setRevising(false)} /> : null}
    </>
  );
}

const REASON_MAX_COUNT = 500;

/** Exchanges one dish; what is being cooked stays. Everything else of the revision is changed in its draft. */
function ReviseDialog(props: { readonly day: MenuDayRow; readonly onClose: () => void }) {
  const { day, onClose } = props;
  const { serviceDate, current, cookingRecipeIds } = day;
  const { t } = useManagerCopy();
  const units = useUnits();
  const viewer = useViewer();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const recipes = useLiveQuery(recipesRef, viewer === null ? null : {}, viewer ?? {});
  const [recipeId, setRecipeId] = useState<RecipeId | null>(null);
  const [byRecipeId, setByRecipeId] = useState<RecipeId | null>(null);
  const [reason, setReason] = useState("");
  const offered = recipes.rows.filter((row) => !current.dishes.some((dish) => dish.recipeId === row.recipeId));
  const isHalf = (recipeId === null) !== (byRecipeId === null);
  const isNeeded = day.isStarted && recipeId === null;
  const send = () => {
    onClose();
    const changes = recipeId === null || byRecipeId === null ? {} : { substitutions: [{ recipeId, byRecipeId }] };
    run(
      () => grant(reviseMenuDayRef, { serviceDate, revision: current.revision, changes, reason: reason.trim() }),
      t("menu.day.revised"),
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("menu.day.revise-of", { date: units.dateShort(serviceDate) })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <p>{t("menu.day.revise-text")}</p>
        <Select
          label={t("menu.day.revise-dish")}
          clearable
          data={current.dishes.map((dish) => {
            const isCooking = cookingRecipeIds.includes(dish.recipeId);
            return {
              value: dish.recipeId,
              label: isCooking ? t("menu.day.revise-cooking", { dish: dish.dishName }) : dish.dishName,
              disabled: isCooking,
            };
          })}
          value={recipeId}
          onChange={(value) => setRecipeId(current.dishes.find((dish) => dish.recipeId === value)?.recipeId ?? null)}
        />
        <Select
          label={t("menu.day.revise-by")}
          clearable
          searchable
          data={offered.map((row) => ({ value: row.recipeId, label: row.dishName }))}
          value={byRecipeId}
          onChange={(value) => setByRecipeId(offered.find((row) => row.recipeId === value)?.recipeId ?? null)}
        />
        <Textarea
          label={t("kitchen.reason-words")}
          rows={2}
          maxLength={REASON_MAX_COUNT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={dialog.actions}>
          <Button
            kind="primary"
            size="small"
            reason={
              isHalf || isNeeded ? t("menu.day.revise-dish") : reason.trim() === "" ? t("kitchen.reason-needed") : null
            }
            onPress={send}
          >
            {t("menu.day.revise")}
          </Button>
          <Button size="small" onPress={onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
