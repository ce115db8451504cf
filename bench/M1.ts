import { benchStockCard } from "./stock-card.ts";
import { benchFoodImport, benchMenuCycle } from "./food-tables.ts";

/** M1: from menu to store room. The national food table taken over; a cycle of menus reckoned anew when a price changes; a long stock card. */
await benchFoodImport("M1");
await benchMenuCycle("M1");
await benchStockCard("M1");
