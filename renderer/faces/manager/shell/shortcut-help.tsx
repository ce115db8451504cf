import { Modal } from "@mantine/core";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { PAGES } from "./pages.ts";
import styles from "./shortcut-help.module.css";

/** `?`: every key of this face. */
export function ShortcutHelp(props: { readonly onClose: () => void }) {
  const { t } = useManagerCopy();
  const keys: ReadonlyArray<readonly [string, string]> = [
    ["Ctrl K", t("manager.help.palette")],
    ["/", t("manager.help.search")],
    ["J · K", t("manager.help.rows")],
    ["Enter", t("manager.help.open")],
    ["A", t("manager.help.approve")],
    ["?", t("manager.help.title")],
    ["Esc", t("manager.help.close")],
    ...PAGES.filter((page) => page.isOpen).map(
      (page) => [`G ${page.letter.toUpperCase()}`, t(`manager.nav.${page.id}`)] as const,
    ),
  ];
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("manager.help.title")}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <dl className={styles.keys}>
        {keys.map(([key, meaning]) => (
          <div key={key} className={styles.row}>
            <dt>
              <kbd className={styles.key}>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
