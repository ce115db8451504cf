import { useCallback } from "react";
import type { RowOf } from "#kernel/definition.ts";
import type { staffQuery } from "#domains/people/queries.ts";
import type { StaffId } from "#kernel/ids.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useCommand } from "#renderer/client/use-command.ts";
import { issueBadgeRef } from "#renderer/domains/people/people-refs.ts";
import { useAct, type ActOutcome } from "#renderer/faces/manager/act/use-act.ts";
import { useExport } from "#renderer/faces/manager/export/use-export.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

type Printed = Pick<RowOf<typeof staffQuery>, "staffId" | "fullName" | "hasQrBadge">;

/**
 * Prints QR badges: whoever has none gets one by `issue-badge` first, signed with the number that signs for the sheet. A
 * person the kitchen issues none to (a role above the manager's own) is named on the sheet as left out.
 */
export function useBadgeSheet(): (
  people: readonly Printed[],
  options: { readonly isEverybody: boolean },
) => Promise<void> {
  const { t } = useManagerCopy();
  const { makeId } = useCommand();
  const { runtime } = useKitchen();
  const { grant } = useAct();
  const exportReport = useExport();
  return useCallback(
    async (people, { isEverybody }) => {
      const cardless = people.filter((person) => !person.hasQrBadge).map(({ staffId }) => staffId as StaffId); // the kitchen's own rows
      const settled = new Set<StaffId>();
      const issueOne = async (staffId: StaffId, signatures: readonly { readonly pin: string }[]) => {
        for (;;) {
          const badge = { staffId, badgeId: makeId("badge"), badge: { badgeKind: "qr" as const } };
          const outcome = await grant(issueBadgeRef, badge, { signatures });
          const waitMs = retryAfterMs(outcome);
          if (waitMs === null) return outcome;
          await new Promise<void>((resolve) => void runtime.after(waitMs, resolve));
        }
      };
      const issueMissing = async (signatures: readonly { readonly pin: string }[]) => {
        for (const staffId of cardless.filter((asked) => !settled.has(asked))) {
          const outcome = await issueOne(staffId, signatures);
          if (isAboutTheSigner(outcome)) return outcome;
          settled.add(staffId);
        }
        return null;
      };
      const [only] = people.length === 1 ? people : [];
      const issueText = cardless.length === 0 ? "" : ` ${t("people.badge.sheet-issue", { count: cardless.length })}`;
      await exportReport({
        title:
          only === undefined
            ? t("people.badge.sheet-title", { count: people.length })
            : t("people.badge.sheet-title-one", { name: only.fullName }),
        text: `${t("people.badge.sheet-text")}${issueText} ${t("pay.export.sign-text")}`,
        format: "pdf",
        request: {
          report: "badge-sheet",
          ...(!isEverybody && { staffIds: people.map(({ staffId }) => staffId as StaffId) }), // the kitchen's own rows
        },
        before: issueMissing,
      });
    },
    [exportReport, grant, makeId, runtime, t],
  );
}

/** How long until the kitchen takes this device's next command; null where it answered. */
function retryAfterMs(outcome: ActOutcome): number | null {
  if (outcome.kind !== "rejected" || outcome.rejection.code !== "rate-limited") return null;
  return "retryAfterMs" in outcome.rejection ? Number(outcome.rejection.retryAfterMs) : 1_000;
}

/** A wrong number, a line that was cut: the next person would meet the same. Anything else is about this one person. */
function isAboutTheSigner(outcome: ActOutcome): boolean {
  if (outcome.kind === "unanswered") return true;
  const codes = [
    "signature-wrong",
    "signature-locked",
    "sign-in-required",
    "not-permitted",
    "store-full",
    "store-unavailable",
  ];
  return outcome.kind === "rejected" && codes.includes(outcome.rejection.code);
}
