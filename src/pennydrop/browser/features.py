"""Which features an installed Chrome or Chromium is started without.

Of several ``--disable-features`` on a command line Chromium heeds the last one only, so ours repeats Playwright's.
"""

from __future__ import annotations

# Playwright's own list; a test compares it with what Playwright really passes.
PLAYWRIGHT_DISABLES = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
)

# The pop-ups of the address bar are web pages with a renderer of their own, made anew for every window although nobody
# sees them: a third of the processor time of a purchase. Playwright's own headless browser has no address bar.
ADDRESS_BAR = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")


def disabled_features() -> str:
    """The command line switch."""
    return f"--disable-features={','.join([*PLAYWRIGHT_DISABLES, *ADDRESS_BAR])}"
