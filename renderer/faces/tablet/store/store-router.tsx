import type { Station } from "#kernel/access.ts";
import type { TabletAddress } from "#renderer/faces/tablet/address.ts";
import { AdjustAct } from "./adjust-act.tsx";
import { CountAct } from "./count-act.tsx";
import { DiscardAct } from "./discard-act.tsx";
import { IssueAct } from "./issue-act.tsx";
import { LookAct } from "./look-act.tsx";
import { NeedsScreen } from "./needs-screen.tsx";
import { ReceiptLineAct } from "./receipt-line-act.tsx";
import { ReceiptScreen } from "./receipt-screen.tsx";
import { ReceiveStartAct } from "./receive-start-act.tsx";
import { ReturnAct } from "./return-act.tsx";
import { SupplierReturnAct } from "./supplier-return-act.tsx";

/** Opens a screen of the store room. */
export function StoreRouter(
  props: Extract<TabletAddress, { readonly screen: "store" }> & { readonly station: Station },
) {
  const { station, act, subjectId, itemId, lotId } = props;
  switch (act) {
    case "receive":
      if (subjectId === null) return <ReceiveStartAct station={station} />;
      if (itemId === null) return <ReceiptScreen station={station} receiptId={subjectId} />;
      return <ReceiptLineAct key={itemId} station={station} receiptId={subjectId} itemId={itemId} lineId={lotId} />;
    case "issue":
      return <IssueAct station={station} subjectId={subjectId} itemId={itemId} lotId={lotId} />;
    case "return":
      return <ReturnAct station={station} issueId={subjectId} lotId={lotId} />;
    case "discard":
      return <DiscardAct station={station} lotId={lotId} />;
    case "supplier":
      return <SupplierReturnAct station={station} lotId={lotId} />;
    case "adjust":
      return <AdjustAct station={station} lotId={lotId} />;
    case "count":
      return <CountAct station={station} countId={subjectId} lotId={lotId} />;
    case "look":
      return <LookAct station={station} itemId={itemId} />;
    case "needs":
      return <NeedsScreen station={station} batchId={subjectId} />;
  }
}
