import { createRoot } from "react-dom/client";
import { present } from "#kernel/assert.ts";
import "#renderer/ui/base.css";
import "./pair.css";
import { PairFace } from "./pair-face.tsx";
import { secretFromFragment } from "./pair-flow.ts";

const secret = takeSecret();
createRoot(present(document.getElementById("face"), "the page's root")).render(<PairFace secret={secret} />);

/** The one-time secret leaves the address at once: it must not stay in the history or be read over a shoulder. */
function takeSecret(): string | null {
  const found = secretFromFragment(location.hash);
  if (location.hash !== "") history.replaceState(history.state, "", location.pathname + location.search);
  return found;
}
