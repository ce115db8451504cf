import { createContext, useContext, type ReactNode } from "react";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import type { FieldProblem } from "./field-reader.ts";
import type { PlanProblem } from "./plan-check.ts";

const ProblemsContext = createContext<readonly PlanProblem[]>([]);

/** Hands the problems found to the fields they belong to. */
export function ProblemsProvider(props: { readonly problems: readonly PlanProblem[]; readonly children: ReactNode }) {
  return <ProblemsContext.Provider value={props.problems}>{props.children}</ProblemsContext.Provider>;
}

/** A problem in words: “Isi 1–5.000”. */
export function useProblemWords(): (problem: FieldProblem) => string {
  const { t } = useManagerCopy();
  const units = useUnits();
  return ({ code, data }) => {
    const value = (name: string) => {
      const found = data[name] ?? "";
      return typeof found === "number" ? units.count(found) : found;
    };
    switch (code) {
      case "out-of-range":
        return t("kitchen.problem.out-of-range", { min: value("min"), max: value("max") });
      case "too-long":
        return t("kitchen.problem.too-long", { maxCount: value("maxCount") });
      case "too-many":
        return t("kitchen.problem.too-many", { maxCount: value("maxCount") });
      case "points-exceed-portions":
        return t("kitchen.problem.points-exceed-portions", {
          pointsCount: value("pointsCount"),
          plannedCount: value("plannedCount"),
        });
      case "point-in-two-kloter":
        return t("kitchen.problem.point-in-two-kloter", { value: value("value"), kloter: value("kloter") });
      case "repeated":
      case "kloter-repeated":
      case "kloter-unknown":
      case "kloter-started":
      case "dish-unknown":
      case "dish-differs":
      case "ingredient-unknown":
      case "staff-unknown":
      case "column-unknown":
      case "row-kind-unknown":
        return t(`kitchen.problem.${code}`, { value: value("value") });
      case "required":
      case "formula":
      case "not-whole-number":
      case "not-a-number":
      case "not-a-time":
      case "not-a-choice":
      case "bad-code":
      case "no-dishes":
      case "no-points":
      case "finish-before-start":
      case "start-before-preparation":
      case "departure-before-finish":
      case "portions-zero":
      case "column-missing":
        return t(`kitchen.problem.${code}`);
    }
  };
}

/** The first problem of a field in words, null when it has none. */
export function useFieldError(): (formKey: string, field: string) => string | null {
  const problems = useContext(ProblemsContext);
  const words = useProblemWords();
  return (formKey, field) => {
    const found = problems.find((problem) => problem.formKey === formKey && problem.field === field);
    return found === undefined ? null : words(found);
  };
}

/** Problems of a form as a whole: nothing in it, too much in it. */
export function FormProblems(props: { readonly formKey: string }) {
  const problems = useContext(ProblemsContext);
  const words = useProblemWords();
  const found = problems.filter((problem) => problem.formKey === props.formKey && problem.field === null);
  if (found.length === 0) return null;
  return (
    <ul role="alert">
      {found.map((problem) => (
        <li key={problem.code}>{words(problem)}</li>
      ))}
    </ul>
  );
}
