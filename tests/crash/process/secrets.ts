/** What a stand-in in the same test is spoken to with. They open nothing anywhere else. */
export const API_KEY = 'sk_test_crash';
export const WEBHOOK_SECRET = 'whsec_crash';
