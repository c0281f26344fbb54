import { type MantineColorScheme, Menu, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { chooseLanguage } from "../i18n";
import { LANGUAGES, type Language } from "../i18n/languages";
import { Icon } from "../ui/Icon";

const THEMES = ["auto", "light", "dark"] as const;

/** Language and theme: kept in this browser, sent nowhere. */
export function Preferences({ className }: { className?: string | undefined }) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <Menu position="right-end" offset={8} width={200} checkIcon={<Icon name="check" size={16} />}>
      <Menu.Target>
        <button type="button" className={className}>
          <Icon name="settings" />
          <span>{t("preferences.label")}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("preferences.language")}</Menu.Label>
        <Menu.RadioGroup value={i18n.language} onChange={(code) => void chooseLanguage(code as Language)}>
          {LANGUAGES.map(({ code, name }) => (
            <Menu.RadioItem key={code} value={code} lang={code}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t("preferences.theme")}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(theme) => setColorScheme(theme as MantineColorScheme)}>
          {THEMES.map((theme) => (
            <Menu.RadioItem key={theme} value={theme}>
              {t(`preferences.${theme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
