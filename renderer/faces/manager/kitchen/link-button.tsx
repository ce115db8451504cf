import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button } from "#renderer/ui/button.tsx";
import type { IconName } from "#renderer/ui/icon.tsx";

/** A button that opens another page of this day, or says why it may not. */
export function LinkButton(props: {
  readonly to: "/dapur/rencana" | "/dapur/impor" | "/dapur/tutup" | "/dapur";
  readonly hari: string | undefined;
  readonly icon?: IconName;
  readonly kind?: "primary" | "secondary";
  readonly reason?: string | null;
  readonly children: ReactNode;
}) {
  const navigate = useNavigate();
  const { to, hari, icon } = props;
  return (
    <Button
      size="small"
      kind={props.kind ?? "secondary"}
      reason={props.reason ?? null}
      {...(icon === undefined ? {} : { icon })}
      onPress={() => void navigate({ to, search: { hari } })}
    >
      {props.children}
    </Button>
  );
}
