import { Drawer } from "@mantine/core";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useLink } from "#renderer/client/use-link.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { MenuNews } from "#renderer/faces/manager/menu/menu-news.tsx";
import { CutBar } from "./cut-bar.tsx";
import { DeviceChoices } from "#renderer/ui/device-choices.tsx";
import { Header } from "./header.tsx";
import styles from "./manager-shell.module.css";
import { Palette } from "./palette.tsx";
import { ShortcutHelp } from "./shortcut-help.tsx";
import { Sidebar } from "./sidebar.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

type Overlay = "none" | "palette" | "help" | "menu";

/** The frame of every page: skip link, header, sidebar, the bar of a cut, and the keyboard (UX.md §3.4, §9). */
export function ManagerShell() {
  const { t } = useManagerCopy();
  const { level } = useLink();
  const [overlay, setOverlay] = useState<Overlay>("none");
  const path = useRouterState({ select: (state) => state.location.pathname });
  const mainRef = useRef<HTMLElement>(null);
  const shownPath = useRef(path);
  useEffect(() => {
    if (shownPath.current === path) return;
    shownPath.current = path;
    setOverlay("none");
    // A new page is read from its top, by eye and by screen reader.
    mainRef.current?.focus({ preventScroll: true });
    mainRef.current?.scrollTo(0, 0);
  }, [path]);
  useShortcuts({ onPalette: () => setOverlay("palette"), onHelp: () => setOverlay("help") });
  const close = () => setOverlay("none");
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t("shared.skip-to-content")}
      </a>
      <MenuNews />
      <Header onMenu={() => setOverlay("menu")} onPalette={() => setOverlay("palette")} />
      <aside className={styles.side}>
        <Sidebar />
      </aside>
      <div className={styles.body}>
        <CutBar />
        <main
          id="content"
          ref={mainRef}
          tabIndex={-1}
          className={[styles.main, level === "hatched" ? "hatched" : ""].filter(Boolean).join(" ")}
        >
          <Outlet />
        </main>
      </div>
      <Drawer
        opened={overlay === "menu"}
        onClose={close}
        size={280}
        title={t("manager.nav.title")}
        lockScroll={false}
        transitionProps={{ duration: 0 }}
        closeButtonProps={{ "aria-label": t("shared.verb.close") }}
      >
        <Sidebar />
        <DeviceChoices />
      </Drawer>
      {overlay === "palette" ? <Palette onClose={close} onHelp={() => setOverlay("help")} /> : null}
      {overlay === "help" ? <ShortcutHelp onClose={close} /> : null}
    </div>
  );
}
