import type { MenuDayStatus, MenuStatus } from "#domains/menu/menu-vocabulary.ts";
import type { IconName } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

const DAY_LOOK: Readonly<Record<MenuDayStatus, readonly [StateToken, IconName]>> = {
  draft: ["text", "circle-dashed"],
  submitted: ["warn", "hourglass"],
  approved: ["ok", "circle-check"],
  locked: ["ok", "lock"],
};

/** How far a date's menu has come: colour, sign and word. */
export function DayStatusBadge(props: { readonly status: MenuDayStatus }) {
  const { t } = useManagerCopy();
  const [token, icon] = DAY_LOOK[props.status];
  return <StateBadge state={props.status} token={token} icon={icon} word={t(`menu.status.${props.status}`)} />;
}

const MENU_LOOK: Readonly<Record<MenuStatus, readonly [StateToken, IconName]>> = {
  draft: ["text", "circle-dashed"],
  active: ["ok", "circle-check"],
  inactive: ["text", "ban"],
  archived: ["text", "archive"],
};

export function MenuStatusBadge(props: { readonly status: MenuStatus }) {
  const { t } = useManagerCopy();
  const [token, icon] = MENU_LOOK[props.status];
  return <StateBadge state={props.status} token={token} icon={icon} word={t(`menu.menu-status.${props.status}`)} />;
}
