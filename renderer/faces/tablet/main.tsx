import { localFromMs } from "#kernel/time.ts";
import { createRoot } from "react-dom/client";

const root = document.getElementById("face");
if (root !== null) createRoot(root).render(<p>{localFromMs(performance.timeOrigin, "Asia/Jakarta").date}</p>);
