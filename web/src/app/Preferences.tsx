import { Menu, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { chooseLanguage } from "../i18n";
import { LANGUAGES } from "../i18n/languages";
import { Icon } from "../ui/Icon";
import classes from "./Preferences.module.css";

const THEMES = ["auto", "light", "dark"] as const;

/** Language and theme: kept in this browser, sent nowhere. */
export function Preferences({ className }: { className?: string | undefined }) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="right-end" offset={8} width={200} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={className}>
          <Icon name="settings" />
          <span>{t("preferences.label")}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("preferences.language")}</Menu.Label>
        {LANGUAGES.map(({ code, name }) => (
          <Choice key={code} chosen={i18n.language === code} onClick={() => void chooseLanguage(code)} lang={code}>
            {name}
          </Choice>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("preferences.theme")}</Menu.Label>
        {THEMES.map((theme) => (
          <Choice key={theme} chosen={colorScheme === theme} onClick={() => setColorScheme(theme)}>
            {t(`preferences.${theme}`)}
          </Choice>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ChoiceProps {
  chosen: boolean;
  onClick: () => void;
  children: string;
  lang?: string;
}

function Choice({ chosen, onClick, children, lang }: ChoiceProps) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      lang={lang}
      onClick={onClick}
      className={chosen ? classes.chosen : undefined}
      rightSection={chosen ? <Icon name="check" size={16} /> : null}
    >
      {children}
    </Menu.Item>
  );
}
