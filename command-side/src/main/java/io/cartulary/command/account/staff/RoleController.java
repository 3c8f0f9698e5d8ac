package io.cartulary.command.account.staff;

import io.cartulary.events.account.Role;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Page;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows what each role may do.
@RestController
class RoleController {

    record RoleView(Role role, List<PermissionView> permissions) {

        static RoleView of(Role role) {
            return new RoleView(
                    role, Permission.of(role).stream().map(PermissionView::of).toList());
        }
    }

    record PermissionView(Permission permission, String meaning) {

        static PermissionView of(Permission permission) {
            return new PermissionView(permission, permission.meaning());
        }
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/roles")
    Page<RoleView> list() {
        return Page.whole(Arrays.stream(Role.values()).map(RoleView::of).toList());
    }
}
