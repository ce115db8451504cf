import { createRoot } from "react-dom/client";
import { present } from "#kernel/assert.ts";
import { openKitchen } from "#renderer/client/kitchen.ts";
import "./mantine.css";
import "#renderer/ui/base.css";
import "./manager.css";
import { ManagerFace } from "./face.tsx";

const VERSION = "0.1.0";

const kitchen = await openKitchen({ face: "manager", deviceName: "Konsol", version: VERSION });
createRoot(present(document.getElementById("face"), "the page's root")).render(<ManagerFace kitchen={kitchen} />);
