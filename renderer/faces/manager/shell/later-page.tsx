import { Link, useRouterState } from "@tanstack/react-router";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Page } from "./page.tsx";
import { PAGES } from "./pages.ts";

/** A page this version does not have yet, opened by its address. */
export function LaterPage() {
  const { t } = useManagerCopy();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const page = PAGES.find((candidate) => candidate.path === path);
  return (
    <Page title={page === undefined ? t("manager.not-found.title") : t(`manager.nav.${page.id}`)}>
      <p>{t("manager.nav.later-page")}</p>
      <p>
        <Link to="/hari-ini">{t("manager.not-found.home")}</Link>
      </p>
    </Page>
  );
}

export function NotFoundPage() {
  const { t } = useManagerCopy();
  return (
    <Page title={t("manager.not-found.title")}>
      <p>{t("manager.not-found.text")}</p>
      <p>
        <Link to="/hari-ini">{t("manager.not-found.home")}</Link>
      </p>
    </Page>
  );
}
