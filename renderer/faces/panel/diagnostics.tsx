import { useState } from "react";
import type { PanelAct, PanelAnswer } from "#contract/shell-api.ts";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./panel-page.module.css";
import { usePanelCopy } from "./words.ts";

/** Does one thing and shows what is to be shown then. */
export type Act = (act: PanelAct) => Promise<PanelAnswer>;

/** Writes the diagnosis and says where it is. */
export function Diagnostics(props: { readonly act: Act }) {
  const { t } = usePanelCopy();
  const [path, setPath] = useState<string | null>(null);
  const save = async () => {
    const answer = await props.act({ act: "diagnostics" });
    if (answer.kind === "saved") setPath(answer.path);
  };
  return (
    <>
      <Button size="large" icon="download" onPress={() => void save()}>
        {t("panel.diagnostics")}
      </Button>
      {path === null ? null : (
        <output className={styles.path} aria-live="polite">
          {t("panel.saved", { path })}
        </output>
      )}
    </>
  );
}
