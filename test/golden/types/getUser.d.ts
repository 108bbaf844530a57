// Generated from the module "getUser" of the app "chatbot"; changes are lost.

/**
 * What a user fills in: Get a User
 */
export interface GetUserParameters {
  /**
   * User ID. The ID that ChatBot gave the user.
   */
  id: (string | number | boolean)
}

/**
 * One bundle it puts out: Get a User
 */
export interface GetUserBundle {
  /**
   * User ID
   */
  id?: string
  /**
   * Custom User ID
   */
  userId?: string
  /**
   * Banned
   */
  banned?: boolean
  /**
   * Attributes
   */
  attributes?: {
    /**
     * Email
     */
    default_email?: string
    /**
     * Name
     */
    default_name?: string
    /**
     * URL
     */
    default_url?: string
    /**
     * Avatar
     */
    default_avatar?: string
    /**
     * Language
     */
    default_language?: string
    /**
     * Timezone
     */
    default_timezone?: string
    /**
     * Gender
     */
    default_gender?: string
    /**
     * IP Address
     */
    default_ip?: string
    /**
     * City
     */
    default_city?: string
    /**
     * Region
     */
    default_region?: string
    /**
     * Country
     */
    default_country?: string
    /**
     * Referrer
     */
    default_referrer?: string
    /**
     * Username
     */
    default_username?: string
  }
  /**
   * Conversations
   */
  conversations?: unknown
  /**
   * Session Attributes
   */
  sessionAttributes?: {
    [k: string]: unknown
  }
  /**
   * Created At
   */
  createdAt?: string
  /**
   * Last Seen
   */
  lastSeen?: string
}
