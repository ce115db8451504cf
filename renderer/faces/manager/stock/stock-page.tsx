import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { stockAdjustmentsRef, stockCountsRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { Page } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { ApprovalsPanel } from "./approvals-panel.tsx";
import { ExpiringPanel } from "./expiring-panel.tsx";
import { PlacesPanel } from "./places-panel.tsx";
import { ReceiptsPanel } from "./receipts-panel.tsx";
import { StockListPanel } from "./stock-list-panel.tsx";
import styles from "./stock.module.css";
import { UsagePanel } from "./usage-panel.tsx";
import { STOCK_TABS, type StockTab } from "./tabs.ts";

/** “Gudang”: what there is, what came, what waits for a decision, what is about to spoil, where it lies. */
export function StockPage() {
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const { bagian = "stok" } = useSearch({ from: "/gudang" });
  const waitingCount = useWaitingCount();
  const open = (tab: StockTab) =>
    void navigate({ to: "/gudang", search: { bagian: tab === "stok" ? undefined : tab } });
  return (
    <Page title={t("manager.nav.stock")}>
      <Tabs value={bagian} onChange={(value) => open(STOCK_TABS.find((tab) => tab === value) ?? "stok")}>
        <Tabs.List aria-label={t("manager.nav.stock")}>
          {STOCK_TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {tab === "setujui" && waitingCount > 0
                ? t("stock.tab.setujui-count", { count: waitingCount })
                : t(`stock.tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div className={styles.tabBody}>
          <Tabs.Panel value="stok">
            <StockListPanel />
          </Tabs.Panel>
          <Tabs.Panel value="terima">
            <ReceiptsPanel />
          </Tabs.Panel>
          <Tabs.Panel value="setujui">
            <ApprovalsPanel />
          </Tabs.Panel>
          <Tabs.Panel value="kedaluwarsa">
            <ExpiringPanel />
          </Tabs.Panel>
          <Tabs.Panel value="pemakaian">
            <UsagePanel />
          </Tabs.Panel>
          <Tabs.Panel value="tempat">
            <PlacesPanel />
          </Tabs.Panel>
        </div>
      </Tabs>
    </Page>
  );
}

function useWaitingCount(): number {
  const adjustments = useLiveQuery(stockAdjustmentsRef, { status: "asked" });
  const counts = useLiveQuery(stockCountsRef, { status: "submitted" });
  return adjustments.rows.length + counts.rows.length;
}
