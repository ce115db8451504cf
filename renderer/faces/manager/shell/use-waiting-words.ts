import { useConnectionState } from "#renderer/client/use-link.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** What stands where rows have not come yet: that they are on their way, or that nothing comes before the line is back. */
export function useWaitingWords(): string {
  const { t } = useManagerCopy();
  const { phase } = useConnectionState();
  return phase === "open" ? t("shared.loading") : t("manager.waiting-cut");
}
