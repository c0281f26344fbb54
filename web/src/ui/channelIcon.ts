import type { IconName } from "./icons";

/** Words that name a channel in the files people have, in the order they are tried. */
const WORDS: [RegExp, IconName][] = [
  [/e-?mail|newsletter|poczta/, "email"],
  [/sms|text message|whatsapp|messenger|簡訊/, "sms"],
  [/push|notification/, "push"],
  [/app|mobile|ios|android|手機/, "app"],
  [/search|seo|sem|\bads?\b|organic/, "search"],
  [/social|facebook|instagram|tiktok|line/, "social"],
  [/chat|bot|review|survey|voice/, "voice"],
  [/phone|call|hotline|telefon|電話/, "phone"],
  [/store|shop|retail|branch|pos|sklep|magazin|門市/, "store"],
  [/partner|affiliate|referral/, "link"],
  [/carrier|deliver|shipping|courier|logistic/, "truck"],
  [/crm|desk|sales|office|agent/, "id"],
  [/web|site|online|browser/, "web"],
];

/** The icon of a channel, whose list is open; an unknown one gets a plain dot. */
export function channelIcon(channel: string | null): IconName {
  const name = (channel ?? "").toLowerCase();
  return WORDS.find(([words]) => words.test(name))?.[1] ?? "dot";
}
