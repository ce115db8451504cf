import { createRoot } from "react-dom/client";
import { present } from "#kernel/assert.ts";
import { openKitchen } from "#renderer/client/kitchen.ts";
import { reportPainted } from "#renderer/client/shell.ts";
import "#renderer/ui/mantine.css";
import "#renderer/ui/base.css";
import "#renderer/ui/pointer.css";
import { ManagerFace } from "./face.tsx";

const kitchen = await openKitchen({ face: "manager", deviceName: "Konsol", version: __APP_VERSION__ });
createRoot(present(document.getElementById("face"), "the page's root")).render(<ManagerFace kitchen={kitchen} />);
reportPainted();
