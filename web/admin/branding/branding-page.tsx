import type { JSX } from "solid-js";
import { AccountPage } from "../../account/account-page.tsx";
import { createLoaded, LoadedView } from "../../account/loaded.tsx";
import { useChat } from "../../state/chat.ts";
import { AnnouncementsSection } from "./announcements-section.tsx";
import { ImagesSection } from "./images-section.tsx";
import { LookSection } from "./look-section.tsx";
import { useBrandingWords } from "./words/branding-words.ts";

/** How the server presents itself, for admins. */
export function BrandingPage(): JSX.Element {
  const w = useBrandingWords();
  const chat = useChat();
  const branding = createLoaded(() => chat.client.api.admin.branding.get.query());
  return (
    <AccountPage title={w("title")} wide>
      <p class="mt-2 text-sm text-muted">{w("intro")}</p>
      <LoadedView loaded={branding}>
        {(loaded) => (
          <>
            <LookSection branding={loaded()} onSaved={branding.load} />
            <ImagesSection branding={loaded()} onSaved={branding.load} />
          </>
        )}
      </LoadedView>
      <AnnouncementsSection />
    </AccountPage>
  );
}
