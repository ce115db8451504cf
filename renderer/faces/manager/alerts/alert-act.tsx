import { Link } from "@tanstack/react-router";
import type { AlertRow } from "#domains/alerts/queries.ts";
import { acknowledgeAlertRef } from "#renderer/domains/alerts/alerts-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useAlertWords } from "./alert-words.ts";

/** The one act an alert asks for now: to be known, then to be dealt with. */
export function AlertAct(props: { readonly alert: AlertRow }) {
  const { alert } = props;
  const { t } = useManagerCopy();
  const words = useAlertWords();
  if (alert.status === "open") return <AcknowledgeButton alert={alert} />;
  return (
    <Link
      to="/peringatan/$alertId"
      params={{ alertId: alert.alertId }}
      aria-label={t("quality.alert.open-of", { alert: words.title(alert) })}
    >
      {t("quality.alert.open")}
    </Link>
  );
}

export function AcknowledgeButton(props: { readonly alert: AlertRow; readonly kind?: "primary" | "secondary" }) {
  const { alert } = props;
  const { t } = useManagerCopy();
  const words = useAlertWords();
  const { fact } = useAct();
  const { isBusy, run } = useLoneAct();
  const whyNot = useWhyNotPermitted();
  return (
    <span data-approve="">
      <Button
        size="small"
        icon="check"
        kind={props.kind ?? "secondary"}
        label={t("quality.alert.acknowledge-of", { alert: words.title(alert) })}
        reason={whyNot("alert.acknowledge")}
        onPress={() =>
          run(() => fact(acknowledgeAlertRef, { alertId: alert.alertId }), t("quality.alert.acknowledged"))
        }
      >
        {isBusy ? t("shared.record.sending") : t("quality.alert.acknowledge")}
      </Button>
    </span>
  );
}
