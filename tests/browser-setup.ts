// Test files share one browser profile: what one of them chose (language, theme, filters) must not reach the next.
localStorage.clear();
sessionStorage.clear();
