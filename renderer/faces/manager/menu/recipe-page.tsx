import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { RecipeRow } from "#domains/menu/menu-queries.ts";
import type { RecipeId } from "#domains/menu/ids.ts";
import { localFromMs } from "#kernel/time.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { recipeRef, saveRecipeRef } from "#renderer/domains/menu/menu-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { useStaffNames, useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { MenuFrame } from "./menu-frame.tsx";
import { EMPTY_RECIPE, formOfRecipe, recipeOfForm, type RecipeFields, type RecipeProblems } from "./recipe-fields.ts";
import { RecipeIdentity } from "./recipe-identity.tsx";
import { RecipeLines } from "./recipe-lines.tsx";
import { RecipeScaled } from "./recipe-scaled.tsx";
import { RecipeSteps } from "./recipe-steps.tsx";
import styles from "./menu.module.css";

/** One recipe: everything the kitchen cooks by, saved as its next version. */
export function RecipePage() {
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const { recipeId } = useParams({ from: "/menu/resep/$recipeId" });
  const isNew = recipeId === "baru";
  // The address holds an id or something that is none; the kitchen says which.
  const asked = viewer === null || isNew ? null : { recipeId: recipeId as RecipeId };
  const answer = useLiveQuery(recipeRef, asked, viewer ?? {});
  const row = answer.rows[0];
  return (
    <MenuFrame
      title={isNew ? t("menu.recipes.add") : (row?.recipe.dishName ?? t("menu.recipes.title"))}
      permission="kitchen.view"
    >
      {isNew ? (
        <RecipeForm key="new" row={null} />
      ) : row === undefined ? (
        <EmptyState
          text={t(answer.status === "loading" && answer.refusal === null ? "shared.loading" : "menu.recipe.unknown")}
        />
      ) : (
        <SavedRecipe key={row.recipeId} row={row} />
      )}
    </MenuFrame>
  );
}

/** The form stays as it was opened; what somebody else saved meanwhile is said, never taken over unseen. */
function SavedRecipe(props: { readonly row: RecipeRow }) {
  const { row } = props;
  const { t } = useManagerCopy();
  const [opened, setOpened] = useState(row);
  return (
    <>
      {row.version === opened.version ? null : (
        <div role="status" className={styles.actions}>
          <span className={styles.warning}>{t("menu.recipe.changed-meanwhile", { version: row.version })}</span>
          <Button size="small" onPress={() => setOpened(row)}>
            {t("menu.recipe.reload")}
          </Button>
        </div>
      )}
      <RecipeForm key={opened.version} row={opened} />
      <RecipeScaled recipeId={row.recipeId} />
      <Versions row={row} />
    </>
  );
}

function RecipeForm(props: { readonly row: RecipeRow | null }) {
  const { row } = props;
  const { t } = useManagerCopy();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const toast = useToast();
  const words = useOutcomeWords();
  const whyNot = useWhyNotPermitted();
  const navigate = useNavigate();
  const [fields, setFields] = useState<RecipeFields>(
    row === null ? EMPTY_RECIPE : formOfRecipe(row.recipe, row.lineNames),
  );
  const [newId] = useState(() => makeId("recipe"));
  const [problems, setProblems] = useState<RecipeProblems>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async () => {
    const read = recipeOfForm(fields);
    if ("problems" in read) {
      setProblems(read.problems);
      setTrouble(t("menu.recipe.problem.required"));
      return;
    }
    setProblems({});
    const outcome = await grant(saveRecipeRef, {
      recipeId: row?.recipeId ?? newId,
      basedOnVersion: row?.version ?? 0,
      recipe: read.recipe,
    });
    setTrouble(words(outcome));
    if (outcome.kind !== "accepted") return;
    toast({ text: t("menu.recipe.saved", { name: read.recipe.dishName }) });
    void navigate({ to: "/menu/resep" });
  };
  const part = { fields, problems, onChange: setFields };
  return (
    <>
      <RecipeIdentity {...part} />
      <RecipeLines {...part} allergens={row?.allergens ?? null} />
      <RecipeSteps {...part} />
      <div className={styles.actions}>
        <Button kind="primary" size="small" reason={whyNot("menu.edit")} onPress={() => void save()}>
          {t("menu.recipe.save")}
        </Button>
        <Button size="small" onPress={() => void navigate({ to: "/menu/resep" })}>
          {t("shared.verb.cancel")}
        </Button>
        {trouble === null ? null : (
          <span role="alert" className={styles.trouble}>
            {trouble}
          </span>
        )}
      </div>
    </>
  );
}

function Versions(props: { readonly row: RecipeRow }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const nameOf = useStaffNames();
  return (
    <Panel title={t("menu.recipe.versions")}>
      <ul className={styles.list}>
        {props.row.versions.map(({ version, savedAtMs, savedByStaffId }) => (
          <li key={version} className={styles.quiet}>
            {t("menu.recipe.version-by", {
              version,
              at: `${units.date(localFromMs(savedAtMs, timeZone).date)} ${units.clock(savedAtMs, timeZone)}`,
              name: nameOf(savedByStaffId),
            })}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
