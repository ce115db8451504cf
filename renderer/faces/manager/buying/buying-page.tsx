import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Page } from "#renderer/faces/manager/shell/page.tsx";
import parts from "#renderer/faces/manager/people/orang-page.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** The parts of “Belanja”, each with an address of its own. */
const PARTS = [
  { to: "/belanja", id: "orders" },
  { to: "/belanja/kebutuhan", id: "needs" },
  { to: "/belanja/pemasok", id: "suppliers" },
  { to: "/belanja/harga", id: "prices" },
  { to: "/belanja/faktur", id: "invoices" },
  { to: "/belanja/pengeluaran", id: "expenses" },
  { to: "/belanja/anggaran", id: "budget" },
] as const;

/** A page of “Belanja”: its heading, the way to the other parts, its content. Prices are for who may see cost. */
export function BuyingPage(props: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Page title={props.title} permission="cost.view" actions={props.actions} lead={<Parts />}>
      {props.children}
    </Page>
  );
}

function Parts() {
  const { t } = useManagerCopy();
  return (
    <nav aria-label={t("buying.parts")} className={parts.parts}>
      {PARTS.map(({ to, id }) => (
        <Link
          key={to}
          to={to}
          className={parts.part ?? ""}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ "aria-current": "page" }}
        >
          {t(`buying.part.${id}`)}
        </Link>
      ))}
    </nav>
  );
}
