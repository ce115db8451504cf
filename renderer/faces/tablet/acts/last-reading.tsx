import type { CheckKind } from "#domains/quality/values.ts";
import { useLink } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { checksRef } from "#renderer/domains/quality/quality-refs.ts";
import { TemperatureBadge, type TemperatureLimit } from "#renderer/domains/quality/temperature-readout.tsx";
import { Fact } from "./act-screen.tsx";

/** What was read last of this dish or batch, when and by whom. */
export function LastReading(props: {
  readonly checkKind: Extract<CheckKind, "core-temperature" | "holding-temperature" | "cooling">;
  readonly batchId: string;
  readonly dishRunId: string | null;
  readonly serviceDate: string;
}) {
  const copy = useTabletCopy();
  const units = useUnits();
  const { timeZone } = useLink();
  const { rows } = useLiveQuery(checksRef, {
    batchId: props.batchId,
    checkKind: props.checkKind,
    ...(props.dishRunId === null ? {} : { dishRunId: props.dishRunId }),
    fromServiceDate: props.serviceDate,
    toServiceDate: props.serviceDate,
  });
  const last = rows.find(({ replacedByCheckId }) => replacedByCheckId === null);
  if (last === undefined || last.temperatureC === null) {
    return <Fact label={copy.t("acts.temperature.last")}>{copy.t("acts.temperature.last-none")}</Fact>;
  }
  const limit = limitOf(last);
  const clock = units.clock(last.occurredAtMs, timeZone);
  return (
    <Fact label={copy.t("acts.temperature.last")}>
      {units.temperature(last.temperatureC)}{" "}
      {limit === null ? null : <TemperatureBadge valueC={last.temperatureC} limit={limit} />}
      <br />
      <small>
        {last.staffName === null ? clock : copy.t("acts.temperature.last-at", { clock, name: last.staffName })}
      </small>
    </Fact>
  );
}

/** The limit in large, or that it is not known yet. */
export function LimitFact(props: { readonly limit: TemperatureLimit | null }) {
  const copy = useTabletCopy();
  const units = useUnits();
  const { limit } = props;
  const label = limit?.limitKind === "max" ? "acts.temperature.limit-max" : "acts.temperature.limit-min";
  return (
    <Fact label={copy.t(label)}>
      {limit === null ? copy.t("acts.temperature.limit-none") : units.temperature(limit.limitC)}
    </Fact>
  );
}

function limitOf(check: {
  readonly limitC: number | null;
  readonly limitKind: "min" | "max" | null;
}): TemperatureLimit | null {
  return check.limitC === null || check.limitKind === null
    ? null
    : { limitC: check.limitC, limitKind: check.limitKind };
}
