import {
  Archive,
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Ban,
  Bell,
  Check,
  ChefHat,
  CircleCheck,
  CircleDashed,
  CirclePlay,
  CircleX,
  ClipboardCheck,
  Clock,
  CloudOff,
  Delete,
  Download,
  Flame,
  FlaskConical,
  Hand,
  Hourglass,
  Info,
  Lock,
  Minus,
  OctagonAlert,
  Package,
  Plus,
  QrCode,
  RefreshCw,
  Scale,
  Search,
  Send,
  Thermometer,
  TriangleAlert,
  Truck,
  Undo2,
  User,
  Utensils,
  VolumeX,
  WifiOff,
  X,
  type LucideIcon,
} from "lucide-react";
import type { StateToken } from "./tokens.ts";

/** Signs on screen are SVG from one set, never glyphs of a font (UX.md §2.1). A face adds what it needs here. */
const ICONS = {
  archive: Archive,
  "arrow-down": ArrowDown,
  "arrow-left": ArrowLeft,
  "arrow-right": ArrowRight,
  "arrow-up": ArrowUp,
  ban: Ban,
  bell: Bell,
  check: Check,
  "chef-hat": ChefHat,
  "circle-check": CircleCheck,
  "circle-dashed": CircleDashed,
  "circle-play": CirclePlay,
  "circle-x": CircleX,
  "clipboard-check": ClipboardCheck,
  clock: Clock,
  "cloud-off": CloudOff,
  delete: Delete,
  download: Download,
  flame: Flame,
  "flask-conical": FlaskConical,
  hand: Hand,
  hourglass: Hourglass,
  info: Info,
  lock: Lock,
  minus: Minus,
  "octagon-alert": OctagonAlert,
  package: Package,
  plus: Plus,
  "qr-code": QrCode,
  "refresh-cw": RefreshCw,
  scale: Scale,
  search: Search,
  send: Send,
  thermometer: Thermometer,
  "triangle-alert": TriangleAlert,
  truck: Truck,
  undo: Undo2,
  user: User,
  utensils: Utensils,
  "volume-x": VolumeX,
  "wifi-off": WifiOff,
  x: X,
} as const satisfies Readonly<Record<string, LucideIcon>>;

export type IconName = keyof typeof ICONS;

/** A state as it looks: UX.md §2.5 names both for every state of every subject. */
export interface Look {
  readonly token: StateToken;
  readonly icon: IconName;
}

/** Where a table of states names no icon, the token's own is meant. */
export const ICON_BY_TOKEN: Readonly<Record<StateToken, IconName>> = {
  text: "circle-dashed",
  info: "circle-play",
  ok: "circle-check",
  warn: "triangle-alert",
  crit: "octagon-alert",
  unknown: "hourglass",
};

/** An icon beside a word: it says nothing of its own to a screen reader. Sized in `em` of the text it stands in. */
export function Icon(props: {
  readonly name: IconName;
  readonly sizeEm?: number;
  readonly className?: string | undefined;
}) {
  const Drawing = ICONS[props.name];
  const size = `${props.sizeEm ?? 1}em`;
  return <Drawing aria-hidden="true" width={size} height={size} strokeWidth={2.4} className={props.className} />;
}
