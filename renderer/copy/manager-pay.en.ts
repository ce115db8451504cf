import type { WordsLike } from "./copy.ts";
import type { payId } from "./manager-pay.id.ts";

export const payEn: WordsLike<typeof payId> = {
  "export.sign": "Export {{title}} ({{format}})",
  "export.sign-text": "This file holds personal data. Taking it is written down in your name.",
  "export.making": "{{title}}: the file is being made",
  "export.label": "Export {{title}} as {{format}}",
  "export.failed": "The file was not made – try again, or look at System",
  "export.store-full": "The store is full – the file cannot be written down, so it is not given",
  "export.unreachable": "The kitchen server does not answer – ask again once connected",
  "export.gone": "The file was fetched already or has expired – ask again",
};
