import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { DaySwitch } from "#renderer/faces/manager/kitchen/day-switch.tsx";
import { Page } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { ChecksPanel } from "./checks-panel.tsx";
import { DeviationsPanel } from "./deviations-panel.tsx";
import { ReleasePanel } from "./release-panel.tsx";
import { SamplesPanel } from "./samples-panel.tsx";
import styles from "./quality.module.css";
import { QUALITY_TABS, type QualityTab } from "./tabs.ts";
import { TemperaturePanel } from "./temperature-panel.tsx";
import { TrendPanel } from "./trend-panel.tsx";

/** “Mutu”: release, temperatures, checks, deviations, samples, trend. The address holds the part and the day. */
export function QualityPage() {
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const { hari, bagian = "rilis" } = useSearch({ from: "/mutu" });
  const { serviceDate: todayDate } = useServiceDay();
  const serviceDate = hari ?? todayDate;
  const open = (tab: QualityTab, day: string) =>
    void navigate({ to: "/mutu", search: { bagian: tab, hari: day === todayDate ? undefined : day } });
  const isByDay = bagian === "rilis" || bagian === "suhu" || bagian === "pemeriksaan";
  return (
    <Page title={t("manager.nav.quality")}>
      <Tabs
        value={bagian}
        onChange={(value) => open(QUALITY_TABS.find((tab) => tab === value) ?? "rilis", serviceDate)}
      >
        <Tabs.List aria-label={t("manager.nav.quality")}>
          {QUALITY_TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`quality.tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div className={styles.tabBody}>
          {isByDay ? <DaySwitch serviceDate={serviceDate} onChange={(day) => open(bagian, day)} /> : null}
          <Tabs.Panel value="rilis">
            <ReleasePanel serviceDate={serviceDate} />
          </Tabs.Panel>
          <Tabs.Panel value="suhu">
            <TemperaturePanel serviceDate={serviceDate} />
          </Tabs.Panel>
          <Tabs.Panel value="pemeriksaan">
            <ChecksPanel serviceDate={serviceDate} />
          </Tabs.Panel>
          <Tabs.Panel value="penyimpangan">
            <DeviationsPanel />
          </Tabs.Panel>
          <Tabs.Panel value="sampel">
            <SamplesPanel />
          </Tabs.Panel>
          <Tabs.Panel value="tren">
            <TrendPanel serviceDate={serviceDate} />
          </Tabs.Panel>
        </div>
      </Tabs>
    </Page>
  );
}
