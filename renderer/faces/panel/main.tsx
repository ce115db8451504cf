import { createRoot } from "react-dom/client";
import type { PanelApi } from "#contract/shell-api.ts";
import { present } from "#kernel/assert.ts";
import { CopyProvider } from "#renderer/copy/use-copy.tsx";
import "#renderer/ui/base.css";
import { PanelPage } from "./panel-page.tsx";
import { createPanelCopy } from "./words.ts";

declare global {
  interface Window {
    /** Present only on the shell's own pages. */
    readonly bergiziPanel?: PanelApi;
  }
}

// The kitchen's language, as on the wall; whoever stands here needs no choice.
const panel = present(window.bergiziPanel, "the shell that opened this page");
createRoot(present(document.getElementById("face"), "the page's root")).render(
  <CopyProvider copy={createPanelCopy("id")}>
    <PanelPage panel={panel} />
  </CopyProvider>,
);
